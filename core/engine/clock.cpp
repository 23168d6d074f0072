// Carries wall time on by the monotonic clock, slewing towards what the wall says.
#include "core/engine/clock.hpp"

#include <algorithm>
#include <chrono>

namespace doorbuster::core {
namespace {

constexpr std::int64_t ns_in_ms = 1'000'000;
// Of the time that passes, the part by which now() may run faster or slower to meet wall time.
constexpr std::int64_t slew_divisor = 10;

}  // namespace

std::int64_t SystemTime::wall_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t SystemTime::monotonic_ns() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

EngineClock::EngineClock(TimeSource& source, inventory::Instant not_before)
    : source_(source),
      last_monotonic_ns_(source.monotonic_ns()),
      now_ns_(std::max(source.wall_ms(), not_before.ms) * ns_in_ms) {}

inventory::Instant EngineClock::now() {
  const auto monotonic = source_.monotonic_ns();
  const auto passed = std::max<std::int64_t>(0, monotonic - last_monotonic_ns_);
  last_monotonic_ns_ = monotonic;
  const auto wall_ns = source_.wall_ms() * ns_in_ms;
  const auto most = passed / slew_divisor;
  const auto behind = wall_ns - (now_ns_ + passed);
  now_ns_ += passed + std::clamp(behind, -most, most);
  return {now_ns_ / ns_in_ms};
}

}  // namespace doorbuster::core
