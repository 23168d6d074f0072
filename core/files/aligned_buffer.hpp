// Memory that O_DIRECT takes: aligned to block_bytes, zeroed when made.
#pragma once

#include <cstring>
#include <memory>
#include <new>
#include <span>

#include "core/files/file.hpp"

namespace doorbuster::core {

class AlignedBuffer {
 public:
  explicit AlignedBuffer(std::size_t bytes)
      : bytes_(static_cast<std::byte*>(::operator new(bytes, std::align_val_t{block_bytes}))), size_(bytes) {
    std::memset(bytes_.get(), 0, size_);  // also takes the pages now, not on an order's way
  }

  [[nodiscard]] std::byte* data() const { return bytes_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::span<std::byte> span() const { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(std::byte* bytes) const { ::operator delete(bytes, std::align_val_t{block_bytes}); }
  };
  std::unique_ptr<std::byte, Free> bytes_;
  std::size_t size_ = 0;
};

}  // namespace doorbuster::core
