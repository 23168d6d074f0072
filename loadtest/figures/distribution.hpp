// What histograms say of a run: percentiles, and the curve through them.
#pragma once

#include <vector>

#include "loadtest/figures/histogram.hpp"
#include "loadtest/latency.hpp"

namespace doorbuster::loadtest {

[[nodiscard]] Latency summary_of(const Histogram& histogram);

// From the median to 99.999 %, or to where either histogram has no samples left that are slower. Ascending.
[[nodiscard]] std::vector<SpectrumPoint> spectrum_of(const Histogram& order_latency, const Histogram& service_time);

}  // namespace doorbuster::loadtest
