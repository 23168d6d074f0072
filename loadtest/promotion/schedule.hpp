// When arrivals of a trace are due: their own spacing, divided by a speed. Times in a trace are often coarse (a block,
// a minute), so arrivals of one time are spread evenly until the next one.
#pragma once

#include <chrono>
#include <span>
#include <vector>

namespace doorbuster::loadtest {

// The last time's arrivals have no next: they are spread over this much of the trace.
inline constexpr double last_batch_seconds = 1.0;

// `times` in seconds, never going back; `speed` above 0. One due time for each, since the first.
[[nodiscard]] std::vector<std::chrono::nanoseconds> spread(std::span<const double> times, double speed);

// Where one moment of a trace that began at `origin` falls.
[[nodiscard]] std::chrono::nanoseconds due_at(double time, double origin, double speed);

}  // namespace doorbuster::loadtest
