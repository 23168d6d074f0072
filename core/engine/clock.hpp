// What time it is for the engine: wall time at start, carried on by the monotonic clock, never stepped back.
#pragma once

#include <cstdint>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

// The two clocks of the machine, or of a simulation. Any thread.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  [[nodiscard]] virtual std::int64_t wall_ms() = 0;       // since 1970-01-01T00:00:00Z; may step
  [[nodiscard]] virtual std::int64_t monotonic_ns() = 0;  // never goes back
};

class SystemTime final : public TimeSource {
 public:
  [[nodiscard]] std::int64_t wall_ms() override;
  [[nodiscard]] std::int64_t monotonic_ns() override;
};

// Starts at wall time, or at `not_before` if that is later (the last event of a recovered journal), and follows the
// monotonic clock. Where wall time differs, it is approached by running up to a tenth faster or slower: holds never
// expire by a step of the system's clock, and now() never goes back.
class EngineClock {
 public:
  EngineClock(TimeSource& source, inventory::Instant not_before);
  [[nodiscard]] inventory::Instant now();

 private:
  TimeSource& source_;
  std::int64_t last_monotonic_ns_;
  std::int64_t now_ns_;  // since 1970
};

}  // namespace doorbuster::core
