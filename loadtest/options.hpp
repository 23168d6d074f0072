// What may be asked of a rehearsal: values only, which every room may speak of.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loadtest/thresholds.hpp"

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
  std::string key;                               // --key: API key, sent with every request; empty: none
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

}  // namespace doorbuster::loadtest
