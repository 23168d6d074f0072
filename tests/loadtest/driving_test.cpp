// How the load gets its requests through: pipelines, connections that close or stall, too few of them, and no audit.
#include <gtest/gtest.h>

#include "loadtest/rehearsal/open_files.hpp"
#include "loadtest/report/report.hpp"
#include "run_fixture.hpp"

namespace doorbuster::loadtest {
namespace {

// All of the small trace's orders within a moment.
LoadResult run_at_once(LoadOptions options, SilentWatcher& watcher) {
  const TemporaryFile trace("driving.csv", small_trace());
  options.trace = trace.path();
  options.speed = 1e6;
  return run_load(options, watcher);
}

LoadResult run_at_once(Trouble trouble, void (*change)(LoadOptions&)) {
  FakeShop shop;
  const FakeServer server(shop, trouble);
  LoadOptions options = small_promotion(server);
  change(options);
  SilentWatcher watcher;
  return run_at_once(options, watcher);
}

void expect_all_decided(const LoadResult& result) {
  EXPECT_EQ(result.status, ExitStatus::passed) << result.problem;
  EXPECT_EQ(failed_checks(result), std::vector<std::string>{});
  EXPECT_EQ(result.totals.offered, 120u);
  EXPECT_EQ(result.totals.won + result.totals.refused, 120u);
  EXPECT_EQ(result.unknown, 0u);
}

TEST(Driving, PipelinesRequestsAndMatchesTheirAnswers) {
  const LoadResult result = run_at_once({}, [](LoadOptions& options) {
    options.connections = 2;
    options.pipeline = 16;
  });
  expect_all_decided(result);
  EXPECT_EQ(result.totals.errors, 0u);
}

TEST(Driving, TriesAgainWhatWasBehindAnAnswerThatClosed) {
  expect_all_decided(run_at_once({.close_every = 5}, [](LoadOptions& options) {
    options.connections = 2;
    options.pipeline = 4;
  }));
}

TEST(Driving, OpensAClosedConnectionAnewWithoutAnError) {
  const LoadResult result = run_at_once({.close_every = 1}, [](LoadOptions&) {});
  expect_all_decided(result);
  EXPECT_EQ(result.totals.errors, 0u);
}

TEST(Driving, GivesUpOnAnAnswerThatNeverComesAndAsksAgainWithTheSameKey) {
  const LoadResult result = run_at_once(
      {.stall_every = 10}, [](LoadOptions& options) { options.timeout = std::chrono::milliseconds(100); });
  expect_all_decided(result);
  EXPECT_GT(result.totals.retries, 0u);
}

// Without them, a server that stalls would look as fast as it was before.
TEST(Driving, CountsTheWaitOfOrdersThatNobodyAnswers) {
  FakeShop shop;
  const FakeServer server(shop, {.stalls_orders = true});
  LoadOptions options = small_promotion(server);
  options.connections = 2;
  options.timeout = std::chrono::milliseconds(300);
  options.duration_limit = std::chrono::seconds(1);
  options.thresholds = *parse_thresholds("p50<1ms");
  SilentWatcher watcher;
  const LoadResult result = run_at_once(options, watcher);
  EXPECT_EQ(result.status, ExitStatus::threshold_crossed) << result.problem;
  EXPECT_EQ(result.totals.unanswered, 120u);
  EXPECT_EQ(result.order_latency.count, 120u) << "those that never got a connection, too";
  EXPECT_EQ(result.orders_per_second_mean, 0);
  EXPECT_LT(result.totals.offered, 120u);
}

TEST(Driving, SaysThatOrdersWaitedWhereConnectionsAreTooFew) {
  FakeShop shop;
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.threads = options.connections = 1;
  SilentWatcher watcher;
  const LoadResult result = run_at_once(options, watcher);
  expect_all_decided(result);
  ASSERT_FALSE(result.warnings.empty());
  const std::string& warning = result.warnings.back();
  EXPECT_NE(warning.find("because all connections (1) were busy"), std::string::npos) << warning;
  EXPECT_EQ(std::ranges::count(watcher.notes, warning), 1);
}

TEST(Driving, HasAnAnswerForEveryCopyInARetryStorm) {
  FakeShop shop;
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.scenario = "retry-storm";
  options.per_buyer_limit.reset();
  SilentWatcher watcher;
  const LoadResult result = run_load(options, watcher);
  expect_all_decided(result);
  EXPECT_GT(result.replayed, result.totals.won);
}

TEST(Driving, ReadsBeforeADouble11Opens) {
  FakeShop shop;
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.scenario = "double11";
  SilentWatcher watcher;
  const LoadResult result = run_load(options, watcher);
  expect_all_decided(result);
  EXPECT_EQ(result.reads, 60u);
  EXPECT_EQ(result.read_time.count, 60u);
}

TEST(Driving, WithoutAnAuditFindsNothingAndSaysSo) {
  FakeShop shop(Fault::oversells);
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.audit = false;
  SilentWatcher watcher;
  const LoadResult result = run_at_once(options, watcher);
  EXPECT_EQ(result.status, ExitStatus::passed);
  EXPECT_FALSE(result.audited);
  EXPECT_TRUE(result.checks.empty());
  EXPECT_EQ(result.units_sold, 0);
  EXPECT_EQ(sentence_of(result).find("NOTHING WAS AUDITED"), 0u);
  EXPECT_EQ(sentence_of(result).find("Nothing was lost"), std::string::npos);
}

TEST(OpenFiles, AreAskedForAndRefusedWithWhatToDo) {
  EXPECT_TRUE(allow_connections(64));
  const Outcome<void> refused = allow_connections(4'000'000'000);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().sentence.find("--connections"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::loadtest
