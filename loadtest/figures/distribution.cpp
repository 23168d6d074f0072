// The curve's points are equally far apart on an axis of nines, where each halving of what is slower is one step.
#include "loadtest/figures/distribution.hpp"

#include <algorithm>
#include <cmath>

namespace doorbuster::loadtest {
namespace {

constexpr int points_per_halving = 4;

bool can_tell(std::uint64_t count, double one_in) { return static_cast<double>(count) >= one_in; }

}  // namespace

Latency summary_of(const Histogram& histogram) {
  Latency latency{.count = histogram.count(), .max = histogram.max()};
  for (std::size_t i = 0; i < percentiles.size(); ++i) {
    if (!can_tell(latency.count, static_cast<double>(percentiles[i].one_in))) break;
    latency.at[i] = histogram.percentile(percentiles[i].share());
  }
  return latency;
}

std::vector<SpectrumPoint> spectrum_of(const Histogram& order_latency, const Histogram& service_time) {
  std::vector<SpectrumPoint> points;
  const std::uint64_t count = std::min(order_latency.count(), service_time.count());
  constexpr auto furthest = static_cast<double>(percentiles.back().one_in);
  for (int i = points_per_halving;; ++i) {
    const double one_in = std::min(std::exp2(static_cast<double>(i) / points_per_halving), furthest);
    if (!can_tell(count, one_in)) break;
    const double share = 1 - 1 / one_in;
    points.push_back({.share = share,
                      .order_latency = order_latency.percentile(share),
                      .service_time = service_time.percentile(share)});
    if (one_in == furthest) break;
  }
  return points;
}

}  // namespace doorbuster::loadtest
