// The figures of a run that a threshold may bound, by name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loadtest/result.hpp"

namespace doorbuster::loadtest {

enum class MetricKind : std::uint8_t {
  duration,  // in nanoseconds
  part,      // so many of a whole
  rate,      // a second
};

struct Figure {
  std::optional<double> value;  // absent: too few samples to tell
  double whole = 0;             // of a part
  std::string in_words;

  // 0 of nothing is 0.
  [[nodiscard]] double share() const { return whole == 0 ? 0 : value.value_or(0) / whole; }
};

struct Metric {
  std::string name;
  MetricKind kind;
  std::function<Figure(const LoadResult&)> figure;
};

[[nodiscard]] const std::vector<Metric>& metrics();
// nullptr: there is none of that name.
[[nodiscard]] const Metric* find_metric(std::string_view name);

}  // namespace doorbuster::loadtest
