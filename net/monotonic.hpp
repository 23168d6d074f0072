// The monotonic clock in nanoseconds: the same one that the engine stamps StageTimes with.
#pragma once

#include <chrono>
#include <cstdint>

namespace doorbuster::net {

[[nodiscard]] inline std::int64_t monotonic_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

[[nodiscard]] constexpr std::int64_t to_ns(std::chrono::milliseconds duration) {
  return std::chrono::nanoseconds(duration).count();
}

}  // namespace doorbuster::net
