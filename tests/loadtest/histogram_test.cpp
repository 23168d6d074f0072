// Percentiles within the promised precision, merging, and what an interval alone has counted.
#include "loadtest/figures/histogram.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace doorbuster::loadtest {
namespace {

using std::chrono::nanoseconds;

TEST(Histogram, OfNothingIsZero) {
  const auto histogram = std::make_unique<Histogram>();
  EXPECT_EQ(histogram->count(), 0u);
  EXPECT_EQ(histogram->percentile(0.99), nanoseconds(0));
  EXPECT_EQ(histogram->max(), nanoseconds(0));
}

TEST(Histogram, IsExactForSmallValues) {
  const auto histogram = std::make_unique<Histogram>();
  for (int i = 1; i <= 100; ++i) histogram->add(nanoseconds(i));
  EXPECT_EQ(histogram->percentile(0.5), nanoseconds(50));
  EXPECT_EQ(histogram->percentile(0.99), nanoseconds(99));
  EXPECT_EQ(histogram->percentile(1.0), nanoseconds(100));
  EXPECT_EQ(histogram->percentile(0.0), nanoseconds(1));
}

TEST(Histogram, IsNeverOffByMoreThanOneIn128OverTheWholeRange) {
  for (std::int64_t value = 1; value < std::int64_t{1} << 61; value = value * 3 / 2 + 1) {
    const auto histogram = std::make_unique<Histogram>();
    histogram->add(nanoseconds(value));
    histogram->add(nanoseconds(std::int64_t{1} << 62));
    const std::int64_t shown = histogram->percentile(0.5).count();
    EXPECT_GE(shown, value);
    EXPECT_LE(shown - value, value / 128);
  }
}

TEST(Histogram, CountsNegativeDurationsAsZero) {
  const auto histogram = std::make_unique<Histogram>();
  histogram->add(nanoseconds(-5));
  EXPECT_EQ(histogram->count(), 1u);
  EXPECT_EQ(histogram->percentile(1.0), nanoseconds(0));
}

TEST(Histogram, NeverShowsMoreThanTheMaximum) {
  const auto histogram = std::make_unique<Histogram>();
  histogram->add(nanoseconds(1'000'001));
  EXPECT_EQ(histogram->percentile(0.999), nanoseconds(1'000'001));
}

TEST(Histogram, CountsWhatIsLongerThanALimit) {
  const auto histogram = std::make_unique<Histogram>();
  for (const int i : {1, 2, 3, 100, 5'000'000}) histogram->add(nanoseconds(i));
  EXPECT_EQ(histogram->count_above(nanoseconds(0)), 5u);
  EXPECT_EQ(histogram->count_above(nanoseconds(2)), 3u);
  EXPECT_EQ(histogram->count_above(nanoseconds(1'000'000)), 1u);
  EXPECT_EQ(histogram->count_above(nanoseconds(9'000'000)), 0u);
}

TEST(Histogram, MergesAndTakesAway) {
  const auto all = std::make_unique<Histogram>(), earlier = std::make_unique<Histogram>();
  earlier->add(nanoseconds(10));
  all->merge(*earlier);
  all->add(nanoseconds(90));
  EXPECT_EQ(all->count(), 2u);
  EXPECT_EQ(all->max(), nanoseconds(90));
  all->subtract(*earlier);
  EXPECT_EQ(all->count(), 1u);
  EXPECT_EQ(all->percentile(0.5), nanoseconds(90));
}

}  // namespace
}  // namespace doorbuster::loadtest
