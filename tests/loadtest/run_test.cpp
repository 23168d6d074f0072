// Whole runs against the fake shop: what an honest one gets, what trouble on the way may not change, and that every way
// of breaking the contract is seen.
#include <gtest/gtest.h>

#include "run_fixture.hpp"

namespace doorbuster::loadtest {
namespace {

LoadResult run(Fault fault, Trouble trouble = {}) {
  FakeShop shop(fault);
  const FakeServer server(shop, trouble);
  const TemporaryFile trace("run.csv", small_trace());
  LoadOptions options = small_promotion(server);
  options.trace = trace.path();
  options.speed = 100;
  SilentWatcher watcher;
  return run_load(options, watcher);
}

bool has_failed(const LoadResult& result, std::string_view name) {
  return std::ranges::count(failed_checks(result), name) == 1;
}

TEST(Run, AgainstAnHonestShopPassesAndSellsOut) {
  const LoadResult result = run(Fault::none);
  EXPECT_EQ(result.status, ExitStatus::passed) << result.problem;
  EXPECT_EQ(failed_checks(result), std::vector<std::string>{});
  EXPECT_EQ(result.checks.size(), 12u);
  EXPECT_EQ(result.totals.offered, 120u);
  EXPECT_EQ(result.totals.won + result.totals.refused, 120u);
  EXPECT_EQ(result.units_supplied, 40);
  EXPECT_EQ(result.units_sold, 40);
  EXPECT_EQ(result.units_left, 0);
  EXPECT_EQ(result.refusals.size(), 2u);  // sold_out and limit_reached
  EXPECT_GT(result.gmv, 0);
  EXPECT_EQ(result.unknown, 0u);
}

TEST(Run, ResolvesAnswersThatNeverCameByTheSameKey) {
  const LoadResult result = run(Fault::none, {.drop_every = 3});
  EXPECT_EQ(result.status, ExitStatus::passed) << result.problem;
  EXPECT_EQ(failed_checks(result), std::vector<std::string>{});
  EXPECT_GT(result.totals.retries, 0u);
  EXPECT_EQ(result.unknown, 0u);
  EXPECT_EQ(result.totals.won + result.totals.refused, 120u);
}

TEST(Run, TriesAgainWhenTheServerIsOverloaded) {
  const LoadResult result = run(Fault::none, {.overload_every = 4});
  EXPECT_EQ(result.status, ExitStatus::passed) << result.problem;
  EXPECT_GT(result.totals.errors, 0u);
  EXPECT_EQ(result.unknown, 0u);
}

TEST(Run, SeesALostOrder) {
  EXPECT_TRUE(has_failed(run(Fault::loses_an_order), "every acknowledged order is found, once"));
}

TEST(Run, SeesAKeyWithTwoOrders) { EXPECT_TRUE(has_failed(run(Fault::doubles_a_key), "no key has two orders")); }

TEST(Run, SeesABuyerOverTheLimit) {
  EXPECT_TRUE(has_failed(run(Fault::ignores_the_limit), "nobody is over the limit"));
}

TEST(Run, SeesOverselling) { EXPECT_TRUE(has_failed(run(Fault::oversells), "nothing is oversold")); }

TEST(Run, SeesAWrongTurnover) { EXPECT_TRUE(has_failed(run(Fault::misstates_gmv), "gmv = the sum of what was paid")); }

TEST(Run, SeesBooksThatDoNotBalance) {
  EXPECT_TRUE(has_failed(run(Fault::misstates_available), "received = available + held + sold"));
}

TEST(Run, SeesAnOrderThatChanged) {
  EXPECT_TRUE(has_failed(run(Fault::changes_an_order), "orders hold what was asked for and acknowledged"));
}

TEST(Run, SeesKeysThatAreForgotten) {
  FakeShop shop(Fault::forgets_keys);
  const FakeServer server(shop, {});
  SilentWatcher watcher;
  const LoadResult result = run_load(small_promotion(server), watcher);
  EXPECT_EQ(result.status, ExitStatus::audit_failed);
  EXPECT_TRUE(has_failed(result, "no answer contradicts another"));
}

TEST(Run, SeesSoldOutSaidTooEarly) {
  EXPECT_TRUE(has_failed(run(Fault::refuses_too_early), "sold out only when it was"));
}

// Of a trace's buyers nobody pays after the end of a hold, so that the load is over long before.
TEST(Run, WaitsUntilShortHoldsHaveEnded) {
  FakeShop shop;
  const FakeServer server(shop, {});
  const TemporaryFile trace("run.csv", small_trace());
  LoadOptions options = small_promotion(server);
  options.trace = trace.path();
  options.speed = 100;
  options.pay = 0.0;
  options.hold_seconds = 3;
  SilentWatcher watcher;
  const LoadResult result = run_load(options, watcher);
  EXPECT_EQ(result.status, ExitStatus::passed) << result.problem;
  EXPECT_EQ(failed_checks(result), std::vector<std::string>{});
  EXPECT_EQ(result.units_held, 0);
}

TEST(Run, SeesHoldsThatDoNotEnd) {
  FakeShop shop(Fault::holds_for_ever);
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.pay = 0.0;
  options.hold_seconds = 1;
  SilentWatcher watcher;
  EXPECT_TRUE(has_failed(run_load(options, watcher), "holds end when they should"));
}

// As soon as the sale is open.
class StoppingWatcher final : public Watcher {
 public:
  void note(std::string_view sentence) override {
    if (sentence.starts_with("Opened sale")) stop.request_stop();
  }
  void tick(const Progress&) override {}
  std::stop_source stop;
};

TEST(Run, OpensNoSaleOnceItIsAskedToStop) {
  FakeShop shop;
  const FakeServer server(shop, {});
  std::stop_source stop;
  stop.request_stop();
  SilentWatcher watcher;
  const LoadResult result = run_load(small_promotion(server), watcher, stop.get_token());
  EXPECT_EQ(result.status, ExitStatus::could_not_run);
  EXPECT_EQ(watcher.notes, std::vector<std::string>{});
}

TEST(Run, StopsWhenItIsAskedToAndStillAudits) {
  FakeShop shop;
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.synthetic.length = std::chrono::seconds(3600);
  StoppingWatcher watcher;
  const LoadResult result = run_load(options, watcher, watcher.stop.get_token());
  EXPECT_EQ(result.status, ExitStatus::passed) << result.problem;
  EXPECT_TRUE(result.stopped_early);
  EXPECT_LT(result.totals.offered, result.totals.planned);
}

TEST(Run, ShowsItsLastFigures) {
  FakeShop shop;
  const FakeServer server(shop, {});
  SilentWatcher watcher;
  const LoadResult result = run_load(small_promotion(server), watcher);
  EXPECT_EQ(watcher.last.offered, result.totals.offered);
  EXPECT_EQ(watcher.last.won, result.totals.won);
}

TEST(Run, TellsWhatItMeasuredWhereItCantAudit) {
  FakeShop shop(Fault::lists_nothing);
  const FakeServer server(shop, {});
  SilentWatcher watcher;
  const LoadResult result = run_load(small_promotion(server), watcher);
  EXPECT_EQ(result.status, ExitStatus::could_not_run);
  EXPECT_NE(result.problem.find("/v1/orders"), std::string::npos) << result.problem;
  EXPECT_FALSE(result.audited);
  EXPECT_EQ(result.totals.offered, 120u);
  EXPECT_GE(result.order_latency.count, 120u);
}

TEST(Run, WithNoServerSaysWhatToDo) {
  std::string url;
  {
    FakeShop shop;
    url = FakeServer(shop, {}).url();
  }
  LoadOptions options;
  options.target = url;
  SilentWatcher watcher;
  const LoadResult result = run_load(options, watcher);
  EXPECT_EQ(result.status, ExitStatus::could_not_run);
  EXPECT_NE(result.problem.find("doorbuster serve"), std::string::npos) << result.problem;
}

TEST(Run, WillNotMixItsFiguresWithAnotherSales) {
  FakeShop shop;
  const FakeServer server(shop, {});
  LoadOptions options = small_promotion(server);
  options.sale = "twice";
  SilentWatcher watcher;
  EXPECT_EQ(run_load(options, watcher).status, ExitStatus::passed);
  const LoadResult again = run_load(options, watcher);
  EXPECT_EQ(again.status, ExitStatus::could_not_run);
  EXPECT_NE(again.problem.find("--sale"), std::string::npos) << again.problem;
}

TEST(Run, RefusesOptionsThatAreOutOfBoundsByTheirFlag) {
  SilentWatcher watcher;
  LoadOptions options;
  options.speed = 0;
  EXPECT_NE(run_load(options, watcher).problem.find("--speed"), std::string::npos);
  options = {};
  options.patience = std::chrono::hours(100'000);
  EXPECT_NE(run_load(options, watcher).problem.find("--patience"), std::string::npos);
  options = {};
  options.synthetic.length = std::chrono::seconds(10'000'000'000);
  EXPECT_NE(run_load(options, watcher).problem.find("--length"), std::string::npos);
  options = {};
  const TemporaryFile trace("slow.csv", "t,seq,buyer,sku\n0,1,a,x\n10,2,b,x\n");
  FakeShop shop;
  const FakeServer server(shop, {});
  options.target = server.url();
  options.trace = trace.path();
  options.speed = 1e-300;
  EXPECT_NE(run_load(options, watcher).problem.find("--speed"), std::string::npos);
  options = {};
  options.synthetic.skus = 0;
  EXPECT_NE(run_load(options, watcher).problem.find("--skus"), std::string::npos);
  options = {};
  options.sale = "no spaces";
  EXPECT_NE(run_load(options, watcher).problem.find("--sale"), std::string::npos);
  options = {};
  options.target = "ftp://somewhere";
  EXPECT_NE(run_load(options, watcher).problem.find("http://HOST:PORT"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::loadtest
