// What can't be told doesn't pass: nobody has measured that it holds.
#include "loadtest/report/threshold_verdict.hpp"

#include "loadtest/report/metric.hpp"

namespace doorbuster::loadtest {
namespace {

bool holds(Comparison comparison, double seen, double limit) {
  switch (comparison) {
    case Comparison::below:
      return seen < limit;
    case Comparison::at_most:
      return seen <= limit;
    case Comparison::above:
      return seen > limit;
    case Comparison::at_least:
      return seen >= limit;
  }
  return false;
}

std::string_view unit_of(MetricKind kind, bool is_share) {
  switch (kind) {
    case MetricKind::duration:
      return "ns";
    case MetricKind::part:
      return is_share ? "share" : "count";
    case MetricKind::rate:
      return "per_second";
  }
  return "";
}

ThresholdVerdict judge_one(const Threshold& threshold, const LoadResult& run) {
  const Metric& metric = *find_metric(threshold.metric);
  const Figure figure = metric.figure(run);
  ThresholdVerdict verdict{.expression = threshold.expression,
                           .passed = false,
                           .seen = threshold.is_share ? figure.share() : figure.value,
                           .unit = unit_of(metric.kind, threshold.is_share),
                           .detail = figure.in_words};
  verdict.passed = verdict.seen && holds(threshold.comparison, *verdict.seen, threshold.limit);
  return verdict;
}

}  // namespace

std::vector<ThresholdVerdict> judge_thresholds(const std::vector<Threshold>& thresholds, const LoadResult& run) {
  std::vector<ThresholdVerdict> verdicts;
  for (const Threshold& threshold : thresholds) verdicts.push_back(judge_one(threshold, run));
  return verdicts;
}

}  // namespace doorbuster::loadtest
