// The one header that loadtest/ shows to the folders above: a promotion rehearsed against a running server, and the
// audit of what it sold. It knows the server by its HTTP alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "loadtest/latency.hpp"
#include "loadtest/run_info.hpp"
#include "loadtest/threshold.hpp"

namespace doorbuster::loadtest {

// What happens to a payment that comes after its hold has ended (the sale's `late_payment`).
enum class LatePayment : std::uint8_t { refund, reclaim };

// A promotion that can be played, for help.
struct ScenarioNote {
  std::string_view name;
  std::string_view description;
};
[[nodiscard]] std::vector<ScenarioNote> scenarios();

// The promotion that is made up from a seed when there is no trace.
struct SyntheticOptions {
  std::uint64_t seed = 1;                // --seed: everything about the promotion follows from it
  std::uint32_t orders = 10'000;         // --orders: first knocks, retries not counted; without --rate and --stages
  std::optional<std::uint32_t> buyers;   // --buyers: absent: 3 for every 5 orders
  std::optional<std::uint32_t> skus;     // --skus: absent: the scenario's own
  double skew = 1.0;                     // --skew: exponent of the Zipf law over the SKUs, 0 to 5
  std::chrono::seconds length{20};       // --length: from the first knock to the last; without --stages
};

// One flag of `doorbuster load` for each member, named beside it.
struct LoadOptions {
  std::string target = "http://127.0.0.1:8080";  // --target: http://HOST:PORT
  std::string scenario;                          // --scenario: its name; empty: the trace if there is one, or double11
  std::string rate;                              // --rate: orders a second, as parse_rate (course.hpp) reads it
  std::string stages;                            // --stages: rates over time, as parse_stages reads them
  std::string trace;                             // --trace: a .csv or .csv.xz file
  double speed = 1.0;                            // --speed: times faster than the trace, above 0
  std::uint64_t trace_orders_max = 0;            // --trace-orders-max: play only the first so many orders; 0: all
  SyntheticOptions synthetic;

  std::string sale;                                // --sale: its id; empty: one of this run's own
  std::optional<std::int64_t> stock;               // --stock: units of each SKU
  // --stock-share: instead, this share of the demand for each SKU. Neither: 1,000 for a trace, or a scenario's own
  // share
  std::optional<double> stock_share;
  std::optional<std::int64_t> quota;               // --quota: units of each SKU that the sale may sell
  std::optional<std::int64_t> per_buyer_limit;     // --per-buyer-limit: units of each SKU
  std::int64_t price = 19'900;                     // --price: in the currency's minor unit
  std::string currency = "CNY";                    // --currency: ISO 4217
  // --hold-seconds: absent: 900 for a trace, otherwise at most 5, so that abandoned holds end in the run
  std::optional<std::int64_t> hold_seconds;
  LatePayment late_payment = LatePayment::refund;  // --late-payment: refund or reclaim
  std::optional<double> pay;                       // --pay: share of winners who pay, 0 to 1; absent: all in a trace,
                                                   // or the scenario's own share

  unsigned threads = 2;                             // --threads: each with its own connections, 1 to 64
  unsigned connections = 64;                        // --connections: over all threads, at least one a thread
  unsigned pipeline = 1;                            // --pipeline: requests under way on each connection, 1 to 64
  std::chrono::milliseconds timeout{5'000};         // --timeout: of one request
  std::chrono::milliseconds patience{30'000};       // --patience: how long one order is retried through failures
  std::chrono::seconds duration_limit{600};         // --duration-limit: of the whole load; then it stops and audits
  bool audit = true;                                // --no-audit: plays the load alone, and says that loudly

  std::vector<Threshold> thresholds;  // --threshold: what the run's figures are held against at its end
};

// What has happened since the load began. Counts are of orders, not of requests, where not said otherwise.
struct Progress {
  std::chrono::milliseconds elapsed{0};
  std::chrono::milliseconds planned_length{0};  // from the start to the plan's last arrival
  std::uint64_t planned = 0;   // arrivals in the whole plan
  std::uint64_t offered = 0;   // of them sent at least once
  std::uint64_t won = 0;
  std::uint64_t refused = 0;
  std::uint64_t paid = 0;
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
  Latency order_latency;    // from the intended time of sending to the final answer, retries and outages included
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
  bool audited = true;      // false: it was not to be; `checks` is empty, and so are the figures of units and money
  // What has to be known before these figures are believed, as sentences: that the load itself could not keep up, or
  // that orders waited for a free connection.
  std::vector<std::string> warnings;
};

// Opens a sale, plays the promotion at it, audits what it sold through the API, and returns. Blocks; starts and joins
// its own threads. A stop request ends the load early; the audit still runs.
[[nodiscard]] LoadResult run_load(const LoadOptions& options, Watcher& watcher, std::stop_token stop = {});

// The table of figures and checks, and the sentence; or the problem, if it could not run.
void print_report(std::FILE* out, const LoadResult& result);

// The same and more for other programs: one object on one line. docs/load-json.md says what each member means.
[[nodiscard]] std::string result_json(const RunInfo& info, const LoadResult& result);

// The same for people, with charts: a page of HTML that needs no other file and no network.
[[nodiscard]] std::string report_page(const RunInfo& info, const LoadResult& result);

}  // namespace doorbuster::loadtest
