// Counters and histograms.
#include "core/meters.hpp"

#include <gtest/gtest.h>

namespace doorbuster::core {
namespace {

std::size_t bucket_of(std::int64_t ns) {
  LatencyHistogram histogram;
  histogram.record_ns(ns);
  for (std::size_t i = 0; i < LatencyHistogram::buckets; ++i) {
    if (histogram.count(i) == 1) return i;
  }
  return LatencyHistogram::buckets;
}

TEST(LatencyHistogram, PutsADurationInTheFirstBucketWhoseBoundItDoesNotPass) {
  EXPECT_EQ(bucket_of(0), 0u);
  EXPECT_EQ(bucket_of(1'000), 0u);
  EXPECT_EQ(bucket_of(1'001), 1u);
  EXPECT_EQ(bucket_of(2'000), 1u);
  EXPECT_EQ(bucket_of(2'001), 2u);
  EXPECT_EQ(bucket_of(1'024'000), 10u);
  EXPECT_EQ(bucket_of(1'024'001), 11u);
}

TEST(LatencyHistogram, CountsWhatIsLongerThanAllBoundsInTheLastBucket) {
  EXPECT_EQ(bucket_of(3'600'000'000'000), LatencyHistogram::buckets - 1);
}

TEST(LatencyHistogram, TakesANegativeDurationForNone) { EXPECT_EQ(bucket_of(-5), 0u); }

TEST(LatencyHistogram, SumsWhatItHasSeen) {
  LatencyHistogram histogram;
  histogram.record_ns(1'500);
  histogram.record_ns(2'500);
  EXPECT_EQ(histogram.sum_ns(), 4'000u);
}

}  // namespace
}  // namespace doorbuster::core
