// One table, from the latencies to the rates.
#include "loadtest/report/metric.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loadtest/figures/wording.hpp"

namespace doorbuster::loadtest {
namespace {

Figure duration(std::chrono::nanoseconds value) {
  return {.value = static_cast<double>(value.count()), .in_words = in_words(value)};
}

Figure percentile_of(const Latency& latency, std::size_t place) {
  if (const auto value = latency.at[place]) return duration(*value);
  return {.value = {},
          .in_words = fmt::format("{} are too few to tell, it takes {}", counted(latency.count, "answer"),
                                  grouped(percentiles[place].one_in))};
}

void add_latency(std::vector<Metric>& table, const std::string& prefix, Latency LoadResult::*latency) {
  for (std::size_t place = 0; place < percentiles.size(); ++place) {
    table.push_back({.name = prefix + std::string(percentiles[place].name),
                     .kind = MetricKind::duration,
                     .figure = [=](const LoadResult& run) { return percentile_of(run.*latency, place); }});
  }
  table.push_back({.name = prefix + "max", .kind = MetricKind::duration, .figure = [=](const LoadResult& run) {
                     return duration((run.*latency).max);
                   }});
}

Figure part(std::uint64_t count, std::uint64_t whole, std::string_view of_what) {
  Figure figure{.value = static_cast<double>(count), .whole = static_cast<double>(whole), .in_words = {}};
  figure.in_words = fmt::format("{} of {} ({:.2f} %)", grouped(count), counted(whole, of_what), figure.share() * 100);
  return figure;
}

Figure rate(double per_second) {
  return {.value = per_second, .in_words = fmt::format("{} orders/s", grouped(static_cast<std::uint64_t>(per_second)))};
}

std::vector<Metric> make_table() {
  std::vector<Metric> table;
  add_latency(table, "", &LoadResult::order_latency);
  add_latency(table, "service_", &LoadResult::service_time);
  const auto add = [&table](const char* name, MetricKind kind, Figure (*figure)(const LoadResult&)) {
    table.push_back({.name = name, .kind = kind, .figure = figure});
  };
  using Run = const LoadResult&;
  add("errors", MetricKind::part, [](Run run) { return part(run.totals.errors, run.totals.requests, "request"); });
  add("refused", MetricKind::part, [](Run run) { return part(run.totals.refused, run.totals.offered, "order"); });
  add("unknown", MetricKind::part, [](Run run) { return part(run.unknown, run.totals.offered, "order"); });
  add("late", MetricKind::part, [](Run run) { return part(run.sent_late, run.totals.offered, "order"); });
  add("won", MetricKind::part, [](Run run) { return part(run.totals.won, run.totals.offered, "order"); });
  add("paid", MetricKind::part, [](Run run) { return part(run.totals.paid, run.totals.won, "winner"); });
  add("rate", MetricKind::rate, [](Run run) { return rate(run.orders_per_second_mean); });
  add("peak", MetricKind::rate, [](Run run) { return rate(static_cast<double>(run.orders_per_second_peak)); });
  return table;
}

}  // namespace

const std::vector<Metric>& metrics() {
  static const std::vector<Metric> table = make_table();
  return table;
}

const Metric* find_metric(std::string_view name) {
  const auto found = std::ranges::find(metrics(), name, &Metric::name);
  return found == metrics().end() ? nullptr : &*found;
}

}  // namespace doorbuster::loadtest
