// How a run is told while it goes on.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string_view>

namespace doorbuster::loadtest {

// What has happened since the load began. Counts are of orders, not of requests, where not said otherwise.
struct Progress {
  std::chrono::milliseconds elapsed{0};
  std::chrono::milliseconds planned_length{0};  // from the start to the plan's last arrival
  std::uint64_t planned = 0;   // arrivals in the whole plan
  std::uint64_t offered = 0;   // of them sent at least once
  std::uint64_t won = 0;
  std::uint64_t refused = 0;
  std::uint64_t paid = 0;
  std::uint64_t unanswered = 0;  // were due, and nobody answered while it was waited for
  std::uint64_t requests = 0;  // sent, of every kind
  std::uint64_t errors = 0;    // requests that failed: no connection, time out, 5xx, 429
  std::uint64_t retries = 0;   // requests sent again because of that
  // In the last interval: sent first, and answered.
  double offered_per_second = 0, orders_per_second = 0;
  // Of the last interval's answers, from each order's intended time; 0: too few to tell.
  std::chrono::nanoseconds p50{0}, p99{0};
};

// Told of the run as it goes, on the thread that called run_load.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void note(std::string_view sentence) = 0;    // a step was taken
  virtual void tick(const Progress& progress) = 0;     // about once a second
};

enum class Watching : std::uint8_t {
  live,   // on a terminal a few lines that are updated in place; otherwise as plain
  plain,  // a line a second
};
// Writes to `out`.
[[nodiscard]] std::unique_ptr<Watcher> watch_on(std::FILE* out, Watching watching);

}  // namespace doorbuster::loadtest
