// A bound on a figure of a run, such as p99<5ms, and what came of it: values only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster::loadtest {

enum class Comparison : std::uint8_t { below, at_most, above, at_least };

struct Threshold {
  std::string expression;  // as it was written, without white space
  std::string metric;      // the name of one of metrics()
  Comparison comparison = Comparison::below;
  double limit = 0;       // nanoseconds, a share (0 to 1) or a number, as the metric's kind and the unit have it
  bool is_share = false;  // of the metric's whole
};

struct ThresholdVerdict {
  std::string expression;
  bool passed = false;
  std::optional<double> seen;  // in `unit`; absent: too few samples to tell, which doesn't pass
  std::string_view unit;       // "ns", "share" (0 to 1), "count" or "per_second"
  std::string detail;          // what was seen, in words
};

}  // namespace doorbuster::loadtest
