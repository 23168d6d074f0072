// Answers that can't stand beside others, as sentences: how many there were, and the first.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

namespace doorbuster::loadtest {

// Any thread. An honest server gives no cause for any, so a lock is good enough.
class Complaints {
 public:
  void add(std::string sentence) {
    const std::lock_guard lock(mutex_);
    if (count_++ == 0) first_ = std::move(sentence);
  }
  [[nodiscard]] std::uint64_t count() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }
  [[nodiscard]] std::string first() const {
    const std::lock_guard lock(mutex_);
    return first_;
  }

 private:
  mutable std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::string first_;
};

}  // namespace doorbuster::loadtest
