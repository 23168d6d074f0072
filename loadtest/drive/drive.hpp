// Plays a script at a server from several threads, shows progress, and stops by itself.
#pragma once

#include <memory>
#include <stop_token>

#include "loadtest/contract/verdict.hpp"
#include "loadtest/drive/ledger.hpp"
#include "loadtest/drive/meters.hpp"
#include "loadtest/drive/strain.hpp"
#include "loadtest/http/endpoint.hpp"
#include "loadtest/promotion/script.hpp"
#include "loadtest/result.hpp"
#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {

struct DriveOptions {
  unsigned threads = 1;
  unsigned connections = 1;  // over all threads
  unsigned pipeline = 1;     // requests under way on each
  Scrutiny scrutiny = Scrutiny::full;
  std::chrono::milliseconds timeout{0};
  std::chrono::seconds duration_limit{0};
};

struct DriveFigures {
  Progress totals;
  std::uint64_t replayed = 0;
  std::uint64_t reads = 0;
  double orders_per_second_mean = 0;
  std::uint64_t orders_per_second_peak = 0;
  bool stopped_early = false;
  Strain strain;
  Latency order_latency, service_time, lateness, read_time;
  std::uint64_t sent_late = 0;
  std::vector<SpectrumPoint> spectrum;
  std::vector<Interval> intervals;
};

// Fills `ledger`, one record for each arrival and stock change of the script.
[[nodiscard]] DriveFigures drive(const Script& script, const Endpoint& endpoint, const DriveOptions& options,
                                 Ledger& ledger, Watcher& watcher, const std::stop_token& stop);

}  // namespace doorbuster::loadtest
