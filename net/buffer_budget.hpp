// What all connections together may hold of requests and answers beyond the little that each has as its own. Who would
// hold much asks first and is refused where there is no room; what then comes is counted, whatever it is, since an
// order that was accepted has to be told of. Any thread, without a lock.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace doorbuster::net {

class BufferBudget {
 public:
  // Counts in `held`, which outlives it.
  BufferBudget(std::atomic<std::uint64_t>& held, std::uint64_t bytes_max) : held_(held), bytes_max_(bytes_max) {}

  [[nodiscard]] bool has_room_for(std::uint64_t bytes) const {
    const auto held = held_.load(std::memory_order_relaxed);
    return held < bytes_max_ && bytes <= bytes_max_ - held;
  }
  [[nodiscard]] bool is_full() const { return !has_room_for(0); }

 private:
  friend class BufferShare;
  std::atomic<std::uint64_t>& held_;
  const std::uint64_t bytes_max_;
};

// One connection's part of it. Of one thread.
class BufferShare {
 public:
  // Counted in blocks, so that only who holds more than usual writes to what all threads share; the first part of a
  // block is the connection's own.
  static constexpr std::uint64_t block = 32u << 10;

  explicit BufferShare(BufferBudget& budget) : budget_(budget) {}
  ~BufferShare() { hold(0); }
  BufferShare(const BufferShare&) = delete;
  BufferShare& operator=(const BufferShare&) = delete;

  // So many bytes are held now.
  void hold(std::uint64_t bytes) {
    const auto counted = bytes / block * block;
    if (counted == counted_) return;
    budget_.held_.fetch_add(counted - counted_, std::memory_order_relaxed);  // modulo 2^64: it may be less than before
    counted_ = counted;
  }
  // Whether `more` beside what it holds would fit. Another connection may be quicker.
  [[nodiscard]] bool may_hold(std::uint64_t more) const { return more < block || budget_.has_room_for(more); }

 private:
  BufferBudget& budget_;
  std::uint64_t counted_ = 0;
};

}  // namespace doorbuster::net
