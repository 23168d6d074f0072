// What came of a run: values only, which every room may speak of.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "loadtest/latency.hpp"
#include "loadtest/thresholds.hpp"
#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {

// One second of the run, for charts: what happened in it. Counts of orders, but for errors and retries.
struct Interval {
  std::chrono::milliseconds from{0};    // since the load began
  std::chrono::milliseconds length{0};
  std::uint64_t due = 0;                // were to be sent first in it, by the plan
  std::uint64_t offered = 0;            // were sent first in it
  std::uint64_t answered = 0, won = 0, refused = 0, paid = 0, errors = 0, retries = 0;
  // Of what was answered in it: from the intended time, and of the answered request alone. 0: too few to tell.
  std::chrono::nanoseconds latency_p50{0}, latency_p99{0}, latency_p999{0}, latency_max{0};
  std::chrono::nanoseconds service_p50{0}, service_p99{0};
};

struct RefusalCount {
  std::string reason;  // the problem's `code`
  std::uint64_t orders = 0;
};

// One thing that the audit looked at.
struct Check {
  std::string name;    // what must hold, as a short statement
  bool passed = false;
  std::string detail;  // what was found, as a sentence with figures
};

// An order that is sent no later than this after its time counts as sent on time.
inline constexpr std::chrono::milliseconds late_from{1};

// The program has exit codes of its own for them.
enum class ExitStatus : std::uint8_t {
  passed = 0,
  audit_failed = 1,
  could_not_run = 2,        // `problem` says why and what to do next
  threshold_crossed = 3,    // at least one; the audit passed
};

struct LoadResult {
  ExitStatus status = ExitStatus::could_not_run;
  std::string problem;
  std::string sale;
  Progress totals;
  std::uint64_t unknown = 0;    // orders whose outcome was still unknown when patience or time was over
  std::uint64_t replayed = 0;   // answers to a retry that named the order made before
  std::uint64_t reads = 0;      // of SKUs and of the sale, answered
  bool stopped_early = false;   // by the duration limit or by request
  std::vector<RefusalCount> refusals;   // most frequent first
  // From the intended time of sending to the final answer, retries and outages included; where none came, as long as it
  // was waited for: without those orders, a server that stalls until the load is stopped would look fast.
  Latency order_latency;
  Latency service_time;     // of the answered request alone
  Latency lateness;         // how late orders were first sent
  std::uint64_t sent_late = 0;  // orders that were first sent more than late_from after their time
  Latency read_time;        // of reads, from the intended time of sending to the answer
  std::vector<SpectrumPoint> spectrum;  // from the median to 99.999 %, ascending
  std::vector<Interval> intervals;      // in order, without gaps
  std::int64_t units_supplied = 0, units_sold = 0, units_held = 0, units_left = 0;
  std::uint64_t buyers_served = 0;      // with at least one order held or paid
  std::int64_t gmv = 0;                 // in the currency's minor unit
  std::string currency;
  double orders_per_second_mean = 0;         // answered, from the start to the last answer to an order
  std::uint64_t orders_per_second_peak = 0;  // answered in the best whole second
  std::vector<Check> checks;
  std::vector<ThresholdVerdict> thresholds;  // as in the options
  // False: it was not to be, or the server could not be asked (could_not_run, and `problem` says why): `checks` is
  // empty, and so are the figures of units and money.
  bool audited = true;
  // What has to be known before these figures are believed, as sentences: that the load itself could not keep up, or
  // that orders waited for a free connection.
  std::vector<std::string> warnings;
};

}  // namespace doorbuster::loadtest
