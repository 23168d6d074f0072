// A place among a bounded number, given back when this is released or destroyed. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace doorbuster::net {

class Admission {
 public:
  using Count = std::shared_ptr<std::atomic<std::size_t>>;

  // Nothing if `most` are taken already.
  [[nodiscard]] static std::optional<Admission> take(const Count& count, std::size_t most) {
    if (count->fetch_add(1) < most) return Admission(count);
    count->fetch_sub(1);
    return std::nullopt;
  }

  Admission(Admission&& other) noexcept : count_(std::move(other.count_)) {}
  Admission& operator=(Admission&& other) noexcept {
    std::swap(count_, other.count_);
    return *this;
  }
  ~Admission() { release(); }

  void release() {
    if (count_) count_->fetch_sub(1);
    count_.reset();
  }

 private:
  explicit Admission(Count count) : count_(std::move(count)) {}
  Count count_;
};

// What a connection takes up, until it closes.
struct ConnectionPlaces {
  Admission of_all;
  std::optional<Admission> of_address{};  // where connections are counted by address

  void release() {
    of_all.release();
    if (of_address) of_address->release();
  }
};

}  // namespace doorbuster::net
