// Percentiles only where there are samples enough, and the curve through them.
#include "loadtest/figures/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace doorbuster::loadtest {
namespace {

using std::chrono::nanoseconds;

// 1, 2, … `count` nanoseconds, small enough to have buckets of their own where `count` is below 128.
std::unique_ptr<Histogram> ramp(int count) {
  auto histogram = std::make_unique<Histogram>();
  for (int i = 1; i <= count; ++i) histogram->add(nanoseconds(i));
  return histogram;
}

std::size_t told(const Latency& latency) {
  return static_cast<std::size_t>(
      std::ranges::count_if(latency.at, [](const auto& value) { return value.has_value(); }));
}

TEST(Distribution, TellsAPercentileOnlyIfASampleIsSlower) {
  struct Case {
    int samples;
    std::size_t told;
  };
  for (const auto& [samples, expected] :
       {Case{0, 0}, Case{1, 0}, Case{2, 1}, Case{3, 1}, Case{4, 2}, Case{99, 3}, Case{100, 4}, Case{999, 4},
        Case{1'000, 5}, Case{99'999, 6}, Case{100'000, 7}}) {
    const Latency latency = summary_of(*ramp(samples));
    EXPECT_EQ(told(latency), expected) << samples;
    EXPECT_EQ(latency.count, static_cast<std::uint64_t>(samples));
  }
}

TEST(Distribution, TakesTheRankThatThePercentileNames) {
  const Latency latency = summary_of(*ramp(100));
  EXPECT_EQ(latency.at[p50], nanoseconds(50));
  EXPECT_EQ(latency.at[p75], nanoseconds(75));
  EXPECT_EQ(latency.at[p90], nanoseconds(90));
  EXPECT_EQ(latency.at[p99], nanoseconds(99));
  EXPECT_EQ(latency.max, nanoseconds(100));
}

TEST(Distribution, LeavesTheOneSlowestOf100000OutOfTheLastPercentile) {
  auto histogram = ramp(1);
  for (int i = 0; i < 99'998; ++i) histogram->add(nanoseconds(1));
  histogram->add(nanoseconds(1'000));
  EXPECT_EQ(summary_of(*histogram).at[p99999], nanoseconds(1));
}

TEST(Distribution, CurveRisesFromTheMedianToTheLastPercentile) {
  const auto points = spectrum_of(*ramp(100'000), *ramp(120'000));
  ASSERT_GT(points.size(), percentiles.size());
  EXPECT_DOUBLE_EQ(points.front().share, 0.5);
  EXPECT_DOUBLE_EQ(points.back().share, percentiles.back().share());
  for (std::size_t i = 1; i < points.size(); ++i) {
    EXPECT_GT(points[i].share, points[i - 1].share);
    EXPECT_GE(points[i].order_latency, points[i - 1].order_latency);
  }
}

TEST(Distribution, CurveEndsWhereEitherHasTooFewSamples) {
  EXPECT_TRUE(spectrum_of(*ramp(0), *ramp(0)).empty());
  const auto points = spectrum_of(*ramp(100'000), *ramp(16));
  ASSERT_FALSE(points.empty());
  EXPECT_DOUBLE_EQ(points.back().share, 1 - 1.0 / 16);
}

}  // namespace
}  // namespace doorbuster::loadtest
