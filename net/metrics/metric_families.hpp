// Our counters as the families that prometheus-cpp's serializer takes.
#pragma once

#include <prometheus/metric_family.h>

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/core.hpp"

namespace doorbuster::net {

// Collects families in the order in which they are to be shown. Names are given without the prefix "doorbuster_".
class MetricFamilies {
 public:
  void counter(std::string_view name, std::string_view help, const core::Counter& value);
  void gauge(std::string_view name, std::string_view help, double value);

  // One gauge for each sample; without samples, a family that says nothing yet.
  struct Sample {
    std::vector<std::pair<std::string_view, std::string_view>> labels;  // name, word
    double value = 0;
  };
  void gauges(std::string_view name, std::string_view help, std::span<const Sample> samples);

  // One counter for each value of a label: `values[i]` is labelled `words[i]`.
  void counters(std::string_view name, std::string_view help, std::string_view label,
                std::span<const std::string_view> words, std::span<const core::Counter> values);

  // One histogram for each value of a label; without a label, the only one.
  struct Labelled {
    std::string_view word;
    const core::LatencyHistogram& histogram;
  };
  void histograms(std::string_view name, std::string_view help, std::string_view label,
                  std::span<const Labelled> histograms);

  // A gauge of 1 that carries a label.
  void info(std::string_view name, std::string_view help, std::string_view label, std::string_view word);

  [[nodiscard]] const std::vector<prometheus::MetricFamily>& all() const { return families_; }

 private:
  prometheus::MetricFamily& add(std::string_view name, std::string_view help, prometheus::MetricType type);

  std::vector<prometheus::MetricFamily> families_;
};

}  // namespace doorbuster::net
