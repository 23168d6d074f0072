// What one thread of the load has counted: written by it alone, read by the thread that shows progress.
#pragma once

#include <atomic>
#include <cstdint>

#include "loadtest/histogram.hpp"

namespace doorbuster::loadtest {

struct Meters {
  std::atomic<std::uint64_t> offered{0}, won{0}, refused{0}, paid{0}, requests{0}, errors{0}, retries{0}, replayed{0};
  Histogram order_latency;  // from the intended time to the answer that decided
  Histogram service_time;   // of each answered request for an order, from its sending
  Histogram lateness;       // of each order's first sending
};

inline void count_one(std::atomic<std::uint64_t>& counter) { counter.fetch_add(1, std::memory_order_relaxed); }

}  // namespace doorbuster::loadtest
