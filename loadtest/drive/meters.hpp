// What one thread of the load has counted: written by it alone, read by the thread that shows progress.
#pragma once

#include <atomic>
#include <cstdint>

#include "loadtest/figures/histogram.hpp"

namespace doorbuster::loadtest {

struct Meters {
  std::atomic<std::uint64_t> offered{0}, won{0}, refused{0}, paid{0}, requests{0}, errors{0}, retries{0}, replayed{0},
      reads{0};
  // Of the orders offered: sent late though a connection was free, and after a wait for a connection (journey.hpp).
  std::atomic<std::uint64_t> sent_late{0}, waited{0};
  // Orders that nobody answered while it was waited for; order_latency has how long that was.
  std::atomic<std::uint64_t> unanswered{0};
  Histogram order_latency;  // from the intended time to the answer that decided
  Histogram service_time;   // of each answered request for an order, from its sending
  Histogram lateness;       // of each order's first sending
  Histogram read_time;      // of each read that was answered, from its intended time
};

// By the one thread that writes it.
inline void count_one(std::atomic<std::uint64_t>& counter) {
  counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

}  // namespace doorbuster::loadtest
