// Filling in prometheus-cpp's plain values.
#include "net/metrics/metric_families.hpp"

#include <cassert>

namespace doorbuster::net {
namespace {

using prometheus::ClientMetric;

constexpr double us_per_second = 1e6;
constexpr double ns_per_second = 1e9;

ClientMetric& labelled(prometheus::MetricFamily& family, std::string_view label, std::string_view word) {
  ClientMetric& metric = family.metric.emplace_back();
  if (!label.empty()) metric.label.push_back({std::string(label), std::string(word)});
  return metric;
}

// The last bucket is left out: the serializer adds the one that has no bound.
ClientMetric::Histogram cumulative(const core::LatencyHistogram& from) {
  ClientMetric::Histogram histogram;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i + 1 < core::LatencyHistogram::buckets; ++i) {
    count += from.count(i);
    histogram.bucket.push_back({count, static_cast<double>(core::LatencyHistogram::bound_us(i)) / us_per_second});
  }
  histogram.sample_count = count + from.count(core::LatencyHistogram::buckets - 1);
  histogram.sample_sum = static_cast<double>(from.sum_ns()) / ns_per_second;
  return histogram;
}

}  // namespace

prometheus::MetricFamily& MetricFamilies::add(std::string_view name, std::string_view help,
                                              prometheus::MetricType type) {
  auto& family = families_.emplace_back();
  family.name = "doorbuster_" + std::string(name);
  family.help = help;
  family.type = type;
  return family;
}

void MetricFamilies::counter(std::string_view name, std::string_view help, const core::Counter& value) {
  counters(name, help, {}, std::array{std::string_view()}, {&value, 1});
}

void MetricFamilies::gauge(std::string_view name, std::string_view help, double value) {
  add(name, help, prometheus::MetricType::Gauge).metric.emplace_back().gauge.value = value;
}

void MetricFamilies::gauges(std::string_view name, std::string_view help, std::span<const Sample> samples) {
  auto& family = add(name, help, prometheus::MetricType::Gauge);
  for (const Sample& sample : samples) {
    ClientMetric& metric = family.metric.emplace_back();
    for (const auto& [label, word] : sample.labels) metric.label.push_back({std::string(label), std::string(word)});
    metric.gauge.value = sample.value;
  }
}

void MetricFamilies::counters(std::string_view name, std::string_view help, std::string_view label,
                              std::span<const std::string_view> words, std::span<const core::Counter> values) {
  assert(words.size() == values.size());
  auto& family = add(name, help, prometheus::MetricType::Counter);
  for (std::size_t i = 0; i < values.size(); ++i) {
    labelled(family, label, words[i]).counter.value = static_cast<double>(values[i].value());
  }
}

void MetricFamilies::histograms(std::string_view name, std::string_view help, std::string_view label,
                                std::span<const Labelled> histograms) {
  auto& family = add(name, help, prometheus::MetricType::Histogram);
  for (const Labelled& each : histograms) labelled(family, label, each.word).histogram = cumulative(each.histogram);
}

void MetricFamilies::info(std::string_view name, std::string_view help, std::string_view label, std::string_view word) {
  labelled(add(name, help, prometheus::MetricType::Gauge), label, word).gauge.value = 1;
}

}  // namespace doorbuster::net
