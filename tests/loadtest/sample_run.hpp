// A run with something in every member, and names that try to break out of whatever they are written into.
#pragma once

#include "loadtest/loadtest.hpp"

namespace doorbuster::loadtest {

inline constexpr const char* hostile_name = "</script><img src=x onerror=\"alert('&')\">{{data}}\"\\\n";

inline RunInfo sample_info() {
  return {.version = "1.2.3",
          .started_at = "2026-11-11T00:00:00Z",
          .options = {{"orders", "1000"}, {"sale", hostile_name}, {"target", "http://127.0.0.1:8080"}}};
}

inline Latency sample_latency() {
  using std::chrono::microseconds;
  return {.count = 990,
          .at = {microseconds(800), microseconds(900), microseconds(1'500), microseconds(4'000), {}, {}, {}},
          .max = microseconds(9'000)};
}

inline LoadResult sample_run() {
  using std::chrono::microseconds;
  using std::chrono::milliseconds;
  LoadResult run;
  run.status = ExitStatus::threshold_crossed;
  run.sale = hostile_name;
  run.totals = {.elapsed = milliseconds(2'500),
                .planned_length = milliseconds(2'000),
                .planned = 1'000,
                .offered = 1'000,
                .won = 400,
                .refused = 590,
                .paid = 300,
                .requests = 2'000,
                .errors = 10,
                .retries = 9};
  run.unknown = 10;
  run.replayed = 3;
  run.sent_late = 50;
  run.refusals = {{"sold_out", 580}, {hostile_name, 10}};
  run.order_latency = run.service_time = run.lateness = sample_latency();
  run.spectrum = {{0.5, microseconds(800), microseconds(700)}, {0.99, microseconds(4'000), microseconds(3'000)}};
  Interval first{.from = milliseconds(0),
                 .length = milliseconds(1'000),
                 .due = 500,
                 .offered = 490,
                 .answered = 480,
                 .won = 200,
                 .refused = 280,
                 .paid = 100,
                 .errors = 5,
                 .retries = 4};
  first.latency_p50 = microseconds(800);
  first.latency_max = microseconds(5'000);
  Interval second = first;
  second.from = milliseconds(1'000);
  second.length = milliseconds(1'500);
  run.intervals = {first, second};
  run.units_supplied = 400;
  run.units_sold = 300;
  run.units_held = 60;
  run.units_left = 40;
  run.buyers_served = 350;
  run.gmv = 5'970'000;
  run.currency = "CNY";
  run.orders_per_second_mean = 396.0;
  run.orders_per_second_peak = 480;
  run.checks = {{"nothing is oversold", true, "360 units held or sold."},
                {"no key has two orders", true, hostile_name}};
  run.thresholds = {{.expression = "p99<3ms", .passed = false, .seen = 4e6, .unit = "ns", .detail = "4.00 ms"},
                    {.expression = "p99.9<9ms", .passed = false, .seen = {}, .unit = "ns", .detail = "too few"}};
  run.warnings = {hostile_name};
  return run;
}

}  // namespace doorbuster::loadtest
