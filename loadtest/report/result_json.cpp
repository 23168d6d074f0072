// Members in the order of the page in docs/. Names carry their units, and what could not be told is null.
#include <boost/json.hpp>
#include <string>

#include "loadtest/report/report.hpp"
#include "loadtest/reports.hpp"

namespace doorbuster::loadtest {
namespace {

namespace json = boost::json;

// Counts up when a member changes its meaning or goes; new ones may come without.
constexpr std::string_view format_name = "doorbuster-load/1";

std::string_view name_of(ExitStatus status) {
  switch (status) {
    case ExitStatus::passed:
      return "passed";
    case ExitStatus::audit_failed:
      return "audit_failed";
    case ExitStatus::threshold_crossed:
      return "threshold_crossed";
    case ExitStatus::could_not_run:
      return "could_not_run";
  }
  return "";
}

double in_seconds(std::chrono::milliseconds duration) { return std::chrono::duration<double>(duration).count(); }

json::value or_null(std::optional<std::chrono::nanoseconds> duration) {
  return duration ? json::value(duration->count()) : json::value(nullptr);
}

// An interval's percentile, where 0 means that there were too few answers.
json::value told(std::chrono::nanoseconds duration) {
  return duration.count() == 0 ? json::value(nullptr) : json::value(duration.count());
}

// p99.9 is p999_ns.
std::string member_of(const Percentile& percentile) {
  std::string name(percentile.name);
  std::erase(name, '.');
  return name + "_ns";
}

json::object latency_json(const Latency& latency) {
  json::object object{{"count", latency.count}};
  for (std::size_t i = 0; i < percentiles.size(); ++i) object[member_of(percentiles[i])] = or_null(latency.at[i]);
  object["max_ns"] = latency.count == 0 ? json::value(nullptr) : json::value(latency.max.count());
  return object;
}

json::object interval_json(const Interval& interval) {
  return {{"from_seconds", in_seconds(interval.from)},
          {"length_seconds", in_seconds(interval.length)},
          {"due", interval.due},
          {"offered", interval.offered},
          {"answered", interval.answered},
          {"won", interval.won},
          {"refused", interval.refused},
          {"paid", interval.paid},
          {"errors", interval.errors},
          {"retries", interval.retries},
          {"latency_p50_ns", told(interval.latency_p50)},
          {"latency_p99_ns", told(interval.latency_p99)},
          {"latency_p999_ns", told(interval.latency_p999)},
          {"latency_max_ns", told(interval.latency_max)},
          {"service_p50_ns", told(interval.service_p50)},
          {"service_p99_ns", told(interval.service_p99)}};
}

json::object point_json(const SpectrumPoint& point) {
  return {{"share", point.share},
          {"order_latency_ns", point.order_latency.count()},
          {"service_time_ns", point.service_time.count()}};
}

json::object refusal_json(const RefusalCount& refusal) {
  return {{"reason", refusal.reason}, {"orders", refusal.orders}};
}

json::object check_json(const Check& check) {
  return {{"name", check.name}, {"passed", check.passed}, {"detail", check.detail}};
}

json::object threshold_json(const ThresholdVerdict& verdict) {
  return {{"expression", verdict.expression},
          {"passed", verdict.passed},
          {"seen", verdict.seen ? json::value(*verdict.seen) : json::value(nullptr)},
          {"unit", verdict.unit},
          {"detail", verdict.detail}};
}

template <class Item>
json::array list(const std::vector<Item>& items, json::object (*one)(const Item&)) {
  json::array array;
  for (const Item& item : items) array.push_back(one(item));
  return array;
}

json::object options_json(const std::vector<UsedOption>& options) {
  json::object object;
  for (const UsedOption& option : options) object[option.name] = option.value;
  return object;
}

json::object orders_json(const LoadResult& result) {
  const Progress& totals = result.totals;
  return {{"planned", totals.planned},   {"offered", totals.offered},    {"won", totals.won},
          {"refused", totals.refused},   {"paid", totals.paid},          {"unknown", result.unknown},
          {"replayed", result.replayed}, {"sent_late", result.sent_late}, {"unanswered", totals.unanswered}};
}

json::object units_json(const LoadResult& result) {
  return {{"supplied", result.units_supplied},
          {"sold", result.units_sold},
          {"held", result.units_held},
          {"left", result.units_left}};
}

}  // namespace

std::string result_json(const RunInfo& info, const LoadResult& result) {
  const Progress& totals = result.totals;
  const json::object object{
      {"format", format_name},
      {"version", info.version},
      {"started_at", info.started_at},
      {"options", options_json(info.options)},
      {"status", name_of(result.status)},
      {"sentence", sentence_of(result)},
      {"sale", result.sale},
      {"duration_seconds", in_seconds(totals.elapsed)},
      {"stopped_early", result.stopped_early},
      {"audited", result.audited},
      {"warnings", json::array(result.warnings.begin(), result.warnings.end())},
      {"orders", orders_json(result)},
      {"refusals", list(result.refusals, refusal_json)},
      {"requests", {{"sent", totals.requests}, {"failed", totals.errors}, {"tried_again", totals.retries}}},
      {"answered_per_second", {{"mean", result.orders_per_second_mean}, {"peak", result.orders_per_second_peak}}},
      {"order_latency", latency_json(result.order_latency)},
      {"service_time", latency_json(result.service_time)},
      {"lateness", latency_json(result.lateness)},
      {"read_time", latency_json(result.read_time)},
      {"spectrum", list(result.spectrum, point_json)},
      {"intervals", list(result.intervals, interval_json)},
      {"units", units_json(result)},
      {"buyers_served", result.buyers_served},
      {"gmv_minor_units", result.gmv},
      {"currency", result.currency},
      {"checks", list(result.checks, check_json)},
      {"thresholds", list(result.thresholds, threshold_json)},
  };
  return json::serialize(object) + "\n";
}

}  // namespace doorbuster::loadtest
