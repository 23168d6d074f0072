// What a whole run says of itself: the verdict on its thresholds, and its course.
#include <gtest/gtest.h>

#include "fake_server.hpp"
#include "loadtest/loadtest.hpp"

namespace doorbuster::loadtest {
namespace {

class Unwatched final : public Watcher {
 public:
  void note(std::string_view) override {}
  void tick(const Progress&) override {}
};

LoadResult run(Fault fault, std::string_view thresholds) {
  FakeShop shop(fault);
  const FakeServer server(shop, {});
  LoadOptions options;
  options.target = server.url();
  options.synthetic = {
      .seed = 7, .orders = 120, .buyers = 60, .skus = 2, .skew = 1.0, .length = std::chrono::seconds(1)};
  options.hold_seconds = 900;
  options.pay = 1.0;
  options.thresholds = parse_thresholds(thresholds).value();
  Unwatched watcher;
  return run_load(options, watcher);
}

TEST(RunResult, IsHeldToThresholds) {
  EXPECT_EQ(run(Fault::none, "errors<=0,p50<1000s").status, ExitStatus::passed);
  const LoadResult crossed = run(Fault::none, "errors<=0,p50<1ns");
  EXPECT_EQ(crossed.status, ExitStatus::threshold_crossed);
  ASSERT_EQ(crossed.thresholds.size(), 2u);
  EXPECT_TRUE(crossed.thresholds[0].passed);
  EXPECT_FALSE(crossed.thresholds[1].passed);
}

TEST(RunResult, HasAFailedAuditCountForMoreThanAThreshold) {
  const LoadResult failed = run(Fault::forgets_keys, "p50<1ns");
  EXPECT_EQ(failed.status, ExitStatus::audit_failed);
  EXPECT_FALSE(failed.thresholds.at(0).passed);
}

TEST(RunResult, HasTheCourseWithoutGaps) {
  const LoadResult result = run(Fault::none, "errors<=0");
  ASSERT_FALSE(result.intervals.empty());
  std::uint64_t won = 0;
  std::chrono::milliseconds end{0};
  for (const Interval& interval : result.intervals) {
    EXPECT_EQ(interval.from, end);
    end = interval.from + interval.length;
    won += interval.won;
  }
  EXPECT_EQ(won, result.totals.won);
  EXPECT_EQ(end, result.totals.elapsed);
  EXPECT_FALSE(result.spectrum.empty());
  EXPECT_GE(result.totals.requests, result.totals.offered + result.totals.paid);
}

}  // namespace
}  // namespace doorbuster::loadtest
