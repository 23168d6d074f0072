// Time that passes only when told to, and a wall clock that can be set.
#pragma once

#include <cstdint>

#include "core/core.hpp"

namespace doorbuster::support {

inline constexpr std::int64_t ns_in_ms = 1'000'000;

class SimulatedTime final : public core::TimeSource {
 public:
  explicit SimulatedTime(std::int64_t wall_ms = 0) : set_ns_(wall_ms * ns_in_ms) {}

  [[nodiscard]] std::int64_t wall_ms() override { return (set_ns_ + life_ns_) / ns_in_ms; }
  [[nodiscard]] std::int64_t monotonic_ns() override { return life_ns_ - booted_at_ns_; }

  void pass(std::int64_t ns) { life_ns_ += ns; }
  void step_wall(std::int64_t ms) { set_ns_ += ms * ns_in_ms; }
  // The monotonic clock starts at 0 again.
  void reboot() { booted_at_ns_ = life_ns_; }
  // All that has passed.
  [[nodiscard]] std::int64_t life_ns() const { return life_ns_; }

 private:
  std::int64_t set_ns_;  // what the wall clock showed when the simulation began
  std::int64_t life_ns_ = 0;
  std::int64_t booted_at_ns_ = 0;
};

}  // namespace doorbuster::support
