// Collects what is wrong with one thing that the audit looks at: how many cases, and the first one in words.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <string>

#include "loadtest/result.hpp"

namespace doorbuster::loadtest {

class Findings {
 public:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    if (count_++ == 0) first_ = fmt::format(format, std::forward<Args>(args)...);
  }
  // `count` cases that were found elsewhere.
  void add_all(std::uint64_t count, std::string first) {
    if (count_ == 0) first_ = std::move(first);
    count_ += count;
  }
  [[nodiscard]] bool none() const { return count_ == 0; }

  // `well`: what to say if nothing was found.
  [[nodiscard]] Check check(std::string name, std::string well) const {
    if (count_ == 0) return {.name = std::move(name), .passed = true, .detail = std::move(well)};
    const std::string more = count_ == 1 ? "" : fmt::format(" ({} such cases; this is the first)", count_);
    return {.name = std::move(name), .passed = false, .detail = first_ + more};
  }

 private:
  std::uint64_t count_ = 0;
  std::string first_;
};

// Adds figures that a server sent, which may be anything: a sum that would overflow stays at the largest number, where
// it agrees with nothing.
[[nodiscard]] inline std::int64_t sum_of(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

}  // namespace doorbuster::loadtest
