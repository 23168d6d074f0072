// From left to right: the figure's name, the operator, the number, its unit.
#include "loadtest/report/threshold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "loadtest/report/metric.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::string_view example = "p99<5ms, errors<0.1% or rate>=50k";

struct Unit {
  std::string_view name;
  double factor;
  bool is_share = false;
};
// The micro sign, and the Greek letter that looks the same.
constexpr Unit duration_units[] = {{"ns", 1}, {"us", 1e3}, {"\u00b5s", 1e3}, {"\u03bcs", 1e3}, {"ms", 1e6}, {"s", 1e9}};
constexpr Unit part_units[] = {{"", 1}, {"k", 1e3}, {"M", 1e6}, {"%", 0.01, true}};
constexpr Unit rate_units[] = {{"", 1}, {"k", 1e3}, {"M", 1e6}};

struct Kind {
  MetricKind kind;
  std::span<const Unit> units;
  std::string_view limit;  // what a limit is, for people
};
constexpr std::array kinds = {
    Kind{MetricKind::duration, duration_units, "a duration in ns, us, ms or s"},
    Kind{MetricKind::part, part_units, "a number, also with k or M, or a share in %"},
    Kind{MetricKind::rate, rate_units, "a number a second, also with k or M"},
};
const Kind& kind_of(MetricKind kind) { return *std::ranges::find(kinds, kind, &Kind::kind); }

constexpr std::string_view service_prefix = "service_";

// Each duration of an order is also one of its request alone: told once, for brevity.
std::string names_of(MetricKind kind) {
  std::string names;
  for (const Metric& metric : metrics()) {
    if (metric.kind != kind || metric.name.starts_with(service_prefix)) continue;
    names += (names.empty() ? "" : " ") + metric.name;
  }
  return kind == MetricKind::duration ? fmt::format("{} (and {}p50 to {}max)", names, service_prefix, service_prefix)
                                      : names;
}

std::string without_white_space(std::string_view text) {
  std::string kept;
  std::ranges::copy_if(text, std::back_inserter(kept), [](char c) { return c != ' ' && c != '\t'; });
  return kept;
}

Problem refusal(std::string_view expression, std::string_view reason) {
  return Problem{fmt::format("\"{}\" is no threshold: {}. Write for example {}.", expression, reason, example)};
}

// The number and unit that stand behind the operator.
Outcome<Threshold> take_limit(Threshold threshold, std::string_view text, const Metric& metric) {
  const Kind& kind = kind_of(metric.kind);
  double number = 0;
  const bool starts_well = !text.empty() && text[0] >= '0' && text[0] <= '9';
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto unit = std::ranges::find(kind.units, rest, &Unit::name);
  if (!starts_well || error != std::errc{} || unit == kind.units.end() || !std::isfinite(number * unit->factor)) {
    return refusal(threshold.expression, fmt::format("{} takes {}, not \"{}\"", metric.name, kind.limit, text));
  }
  threshold.limit = number * unit->factor;
  threshold.is_share = unit->is_share;
  return threshold;
}

Outcome<Threshold> parse_one(const std::string& expression) {
  Threshold threshold;
  threshold.expression = expression;
  const std::size_t at = expression.find_first_of("<>");
  if (at == std::string::npos) return refusal(expression, "it has none of < <= > >=");
  const bool or_equal = expression.compare(at + 1, 1, "=") == 0;
  threshold.metric = expression.substr(0, at);
  if (expression[at] == '<') {
    threshold.comparison = or_equal ? Comparison::at_most : Comparison::below;
  } else {
    threshold.comparison = or_equal ? Comparison::at_least : Comparison::above;
  }
  const Metric* metric = find_metric(threshold.metric);
  if (metric == nullptr) {
    return refusal(expression,
                   fmt::format("there is no figure \"{}\", only {} {} {}", threshold.metric,
                               names_of(MetricKind::duration), names_of(MetricKind::part), names_of(MetricKind::rate)));
  }
  return take_limit(threshold, std::string_view(expression).substr(at + (or_equal ? 2 : 1)), *metric);
}

}  // namespace

Outcome<std::vector<Threshold>> parse_thresholds(std::string_view text) {
  std::vector<Threshold> thresholds;
  const std::string packed = without_white_space(text);
  for (std::size_t start = 0; start <= packed.size();) {
    const std::size_t end = std::min(packed.find(',', start), packed.size());
    const Outcome<Threshold> one = parse_one(packed.substr(start, end - start));
    if (!one) return one.error();
    if (thresholds.size() == thresholds_max) return Problem{fmt::format("More than {} thresholds.", thresholds_max)};
    thresholds.push_back(*one);
    start = end + 1;
  }
  return thresholds;
}

std::string threshold_help() {
  std::string text;
  for (const Kind& kind : kinds) text += fmt::format("  {}\n      {}\n", names_of(kind.kind), kind.limit);
  return text;
}

}  // namespace doorbuster::loadtest
