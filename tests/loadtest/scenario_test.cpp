// The made-up promotions: the same for a seed, and of the properties that their descriptions promise.
#include "loadtest/promotion/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "loadtest/promotion/plan_making.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

LoadOptions options_of(std::string scenario, std::uint64_t seed = 5) {
  LoadOptions options;
  options.scenario = std::move(scenario);
  options.synthetic.seed = seed;
  options.synthetic.orders = 20'000;
  options.synthetic.length = seconds(100);
  return options;
}

Plan plan_of(const LoadOptions& options) {
  Outcome<PlanTerms> terms = make_plan(options);
  EXPECT_TRUE(terms) << terms.error().sentence;
  return std::move(terms->plan);
}

template <class Matches>
double share_of(const Plan& plan, Matches matches) {
  return static_cast<double>(std::ranges::count_if(plan.arrivals, matches)) /
         static_cast<double>(plan.arrivals.size());
}

std::string refusal_of(const LoadOptions& options) {
  const Outcome<PlanTerms> terms = make_plan(options);
  return terms ? "" : terms.error().sentence;
}

class EveryScenario : public testing::TestWithParam<const char*> {};

TEST_P(EveryScenario, FollowsFromItsSeed) {
  const Plan first = plan_of(options_of(GetParam())), again = plan_of(options_of(GetParam()));
  EXPECT_EQ(first.arrivals, again.arrivals);
  EXPECT_EQ(first.reads, again.reads);
  EXPECT_NE(first.arrivals, plan_of(options_of(GetParam(), 6)).arrivals);
}

TEST_P(EveryScenario, HasAsManyOrdersAsAskedInTheirOrderAndTime) {
  const Plan plan = plan_of(options_of(GetParam()));
  EXPECT_EQ(plan.arrivals.size(), 20'000u);
  EXPECT_EQ(plan.buyers.size(), 12'000u);
  EXPECT_TRUE(std::ranges::is_sorted(plan.arrivals, {}, &Arrival::due));
  EXPECT_TRUE(std::ranges::is_sorted(plan.reads, {}, &Read::due));
  EXPECT_GT(plan.arrivals.back().due, seconds(90));
  EXPECT_LE(plan.arrivals.back().due, seconds(100));
}

TEST_P(EveryScenario, KeepsTheContractsBoundsForAnOrder) {
  const Plan plan = plan_of(options_of(GetParam()));
  EXPECT_LE(plan.skus.size(), skus_per_sale_max);
  for (const Arrival& arrival : plan.arrivals) {
    EXPECT_LT(arrival.buyer, plan.buyers.size());
    EXPECT_GE(arrival.lines.size(), 1u);
    EXPECT_LE(arrival.lines.size(), lines_per_order_max);
    std::vector<bool> seen(plan.skus.size());
    for (const PlannedLine& line : arrival.lines) {
      ASSERT_LT(line.sku, plan.skus.size());
      EXPECT_FALSE(seen[line.sku]);
      seen[line.sku] = true;
    }
  }
}

TEST_P(EveryScenario, ComesAtTheRateThatWasAskedFor) {
  LoadOptions options = options_of(GetParam());
  options.rate = "1k";
  options.synthetic.length = seconds(3);
  const Plan plan = plan_of(options);
  ASSERT_EQ(plan.arrivals.size(), 3'000u);
  EXPECT_EQ(plan.arrivals[1'500].due, nanoseconds(1'500'000'000));
  options.rate.clear();
  options.stages = "1s:0..100,1s:100";
  EXPECT_EQ(plan_of(options).arrivals.size(), 150u);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryScenario,
                         testing::Values("double11", "hot-sku", "retry-storm", "losers", "big-baskets"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

double share_due(const Plan& plan, int from, int to) {
  return share_of(plan, [&](const Arrival& a) { return a.due >= seconds(from) && a.due < seconds(to); });
}

TEST(Double11, LooksAroundThenSpikesThenComesBackWhenHoldsEnd) {
  LoadOptions options = options_of("double11");
  options.hold_seconds = 30;
  const Plan plan = plan_of(options);
  EXPECT_NEAR(share_due(plan, 0, 20), 0.05, 0.001);
  EXPECT_NEAR(share_due(plan, 20, 30), 0.5, 0.001);
  EXPECT_NEAR(share_due(plan, 50, 60), 0.2, 0.001);
  EXPECT_EQ(plan.reads.size(), 10'000u);
  EXPECT_LE(plan.reads.back().due, seconds(20));
  EXPECT_TRUE(std::ranges::any_of(plan.reads, [](const Read& read) { return !read.sku; }));
}

TEST(Double11, LosesNoOrderToRounding) {
  LoadOptions options = options_of("double11");
  for (const std::uint32_t orders : {1u, 7u, 9'999u, 13'000u}) {
    options.synthetic.orders = orders;
    for (const int length : {1, 4, 7, 60}) {
      options.synthetic.length = seconds(length);
      EXPECT_EQ(plan_of(options).arrivals.size(), orders) << length;
    }
  }
}

TEST(Double11, HasBuyersOfEveryKind) {
  const Plan plan = plan_of(options_of("double11"));
  EXPECT_NEAR(share_of(plan, [](const Arrival& a) { return a.intent == Intent::pay; }), 0.8, 0.02);
  EXPECT_GT(share_of(plan, [](const Arrival& a) { return a.intent == Intent::pay_late; }), 0.02);
  EXPECT_GT(share_of(plan, [](const Arrival& a) { return a.intent == Intent::cancel; }), 0.02);
  EXPECT_GT(share_of(plan, [](const Arrival& a) { return a.intent == Intent::abandon; }), 0.05);
  EXPECT_GT(share_of(plan, [](const Arrival& a) { return a.repeats > 0; }), 0.05);
  EXPECT_GT(share_of(plan, [](const Arrival& a) { return a.knocks > 0; }), 0.2);
  EXPECT_GT(share_of(plan, [](const Arrival& a) { return a.lines.size() > 1; }), 0.05);
}

TEST(HotSku, IsWhatEverybodyWants) {
  LoadOptions options = options_of("hot-sku");
  EXPECT_EQ(plan_of(options).skus.size(), 1u);
  options.synthetic.skus = 5;
  const Plan plan = plan_of(options);
  EXPECT_EQ(demand_of(plan), (std::vector<std::int64_t>{20'000, 0, 0, 0, 0}));
}

TEST(RetryStorm, SendsKeysAgainAndAtOnce) {
  const Plan plan = plan_of(options_of("retry-storm"));
  EXPECT_NEAR(share_of(plan, [](const Arrival& a) { return a.copies > 0; }), 0.5, 0.02);
  EXPECT_EQ(share_of(plan, [](const Arrival& a) { return a.repeats > 0; }), 1.0);
}

TEST(Losers, HaveStockForOneInAHundred) {
  const Outcome<PlanTerms> terms = make_plan(options_of("losers"));
  ASSERT_TRUE(terms);
  EXPECT_EQ(terms->stock_share, 0.01);
}

TEST(BigBaskets, HaveUpToAHundredLines) {
  const Plan plan = plan_of(options_of("big-baskets"));
  std::size_t most = 0, all = 0;
  for (const Arrival& arrival : plan.arrivals) {
    most = std::max(most, arrival.lines.size());
    all += arrival.lines.size();
  }
  EXPECT_GT(most, 80u);
  EXPECT_GT(all / plan.arrivals.size(), 20u);
}

TEST(PlanMaking, RefusesWhatDoesNotGoTogetherAndSaysWhatTo) {
  LoadOptions options = options_of("black-friday");
  EXPECT_NE(refusal_of(options).find("double11, hot-sku, retry-storm, losers, big-baskets, trace"), std::string::npos);
  options = options_of("trace");
  EXPECT_NE(refusal_of(options).find("--trace"), std::string::npos);
  options = options_of("losers");
  options.trace = "somewhere.csv";
  EXPECT_NE(refusal_of(options).find("leave --trace out"), std::string::npos);
  options = options_of("");
  options.trace = "somewhere.csv";
  options.rate = "50k";
  EXPECT_NE(refusal_of(options).find("--speed"), std::string::npos);
  options = options_of("losers");
  options.rate = "50k";
  options.stages = "5s:10";
  EXPECT_NE(refusal_of(options).find("leave one out"), std::string::npos);
  options = options_of("losers");
  options.rate = "fast";
  EXPECT_NE(refusal_of(options).find("\"fast\""), std::string::npos);
}

TEST(PlanMaking, RefusesMoreOrdersThanCanBeKept) {
  LoadOptions options = options_of("losers");
  options.rate = "10M";
  options.synthetic.length = seconds(2);
  EXPECT_NE(refusal_of(options).find("20000000 orders"), std::string::npos);
  options.stages = "1s:0";
  options.rate.clear();
  EXPECT_NE(refusal_of(options).find("0 orders"), std::string::npos);
}

TEST(PlanMaking, HoldsNoLongerThanAQuarterOfTheLength) {
  LoadOptions options = options_of("double11");
  EXPECT_EQ(make_plan(options)->hold, seconds(5));
  options.synthetic.length = seconds(8);
  EXPECT_EQ(make_plan(options)->hold, seconds(2));
  options.synthetic.length = seconds(1);
  EXPECT_EQ(make_plan(options)->hold, seconds(1));
}

}  // namespace
}  // namespace doorbuster::loadtest
