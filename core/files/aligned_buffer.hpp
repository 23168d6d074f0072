// Memory that O_DIRECT takes: aligned to block_bytes.
#pragma once

#include <cstring>
#include <memory>
#include <new>
#include <span>

#include "core/files/file.hpp"

namespace doorbuster::core {

class AlignedBuffer {
 public:
  // All zeros: its pages are there from now on.
  explicit AlignedBuffer(std::size_t bytes) : AlignedBuffer(unset(bytes)) { std::memset(bytes_.get(), 0, size_); }
  // To be read into: what it holds before is anything, and it takes memory only as it is touched.
  [[nodiscard]] static AlignedBuffer unset(std::size_t bytes) {
    return AlignedBuffer(static_cast<std::byte*>(::operator new(bytes, std::align_val_t{block_bytes})), bytes);
  }

  [[nodiscard]] std::byte* data() const { return bytes_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::span<std::byte> span() const { return {bytes_.get(), size_}; }

 private:
  AlignedBuffer(std::byte* bytes, std::size_t size) : bytes_(bytes), size_(size) {}

  struct Free {
    void operator()(std::byte* bytes) const { ::operator delete(bytes, std::align_val_t{block_bytes}); }
  };
  std::unique_ptr<std::byte, Free> bytes_;
  std::size_t size_ = 0;
};

}  // namespace doorbuster::core
