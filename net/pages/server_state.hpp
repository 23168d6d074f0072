// The server as its own requests see it: the engine behind it, its meters, whether it is opening or draining.
#pragma once

#include <atomic>
#include <string>

#include "core/core.hpp"
#include "net/limits/rate_limits.hpp"
#include "net/metrics/meters.hpp"
#include "net/metrics/stock_figures.hpp"
#include "net/trace/recent_traces.hpp"

namespace doorbuster::net {

// What the routes need to know of the server around them. Shared by all I/O threads.
struct ServerState {
  core::Engine& engine;
  std::atomic<bool> draining{false};
  NetMeters& meters;
  std::atomic<bool> opening{false};  // not yet on all I/O threads: /readyz must not promise what the next one refuses
  std::string data_directory{};      // whose disk is shown in the metrics; empty: none
  RateLimits* limits = nullptr;      // null: there are none
  RecentTraces traces{};
  StockFigures stock{};              // of who is scraped
};

}  // namespace doorbuster::net
