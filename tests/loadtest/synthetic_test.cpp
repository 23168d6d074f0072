// The promotion from a seed: the same every time, and of the shape that it promises.
#include "loadtest/synthetic.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "loadtest/dice.hpp"

namespace doorbuster::loadtest {
namespace {

SyntheticOptions options_of(std::uint64_t seed) {
  return {.seed = seed,
          .orders = 20'000,
          .buyers = 3'000,
          .skus = 20,
          .skew = 1.0,
          .length = std::chrono::seconds(100)};
}

TEST(Synthetic, IsTheSameForOneSeedAndAnotherForAnother) {
  const Plan first = synthetic_plan(options_of(5), 0.8, 100), again = synthetic_plan(options_of(5), 0.8, 100);
  EXPECT_EQ(first.arrivals, again.arrivals);
  EXPECT_NE(first.arrivals, synthetic_plan(options_of(6), 0.8, 100).arrivals);
}

TEST(Synthetic, IsQuietThenSpikesThenDecays) {
  const Plan plan = synthetic_plan(options_of(5), 0.8, 100);
  const auto share_between = [&](int from, int to) {
    const auto within = [&](const Arrival& arrival) {
      return arrival.due >= std::chrono::seconds(from) && arrival.due < std::chrono::seconds(to);
    };
    return static_cast<double>(std::ranges::count_if(plan.arrivals, within)) / 20'000.0;
  };
  EXPECT_NEAR(share_between(0, 20), quiet_orders, 0.01);
  EXPECT_NEAR(share_between(20, 30), spike_orders, 0.02);
  EXPECT_GT(share_between(30, 50), 2 * share_between(80, 100));
  EXPECT_NEAR(share_between(0, 100), 1.0, 1e-9);
  EXPECT_TRUE(std::ranges::is_sorted(plan.arrivals, {}, &Arrival::due));
}

TEST(Synthetic, HasBuyersOfEveryKindInTheirShares) {
  const Plan plan = synthetic_plan(options_of(5), 0.8, 100);
  const auto share_of = [&](auto matches) {
    return static_cast<double>(std::ranges::count_if(plan.arrivals, matches)) / 20'000.0;
  };
  EXPECT_NEAR(share_of([](const Arrival& a) { return a.intent == Intent::pay; }), 0.8, 0.02);
  EXPECT_GT(share_of([](const Arrival& a) { return a.intent == Intent::pay_late; }), 0.02);
  EXPECT_GT(share_of([](const Arrival& a) { return a.intent == Intent::cancel; }), 0.02);
  EXPECT_GT(share_of([](const Arrival& a) { return a.intent == Intent::abandon; }), 0.02);
  EXPECT_GT(share_of([](const Arrival& a) { return a.double_clicks; }), 0.05);
  EXPECT_GT(share_of([](const Arrival& a) { return a.knocks > 0; }), 0.2);
  EXPECT_GT(share_of([](const Arrival& a) { return a.lines.size() > 1; }), 0.05);
}

TEST(Synthetic, NeverAsksForOneSkuOnTwoLines) {
  for (const Arrival& arrival : synthetic_plan(options_of(5), 0.8, 100).arrivals) {
    for (std::size_t i = 1; i < arrival.lines.size(); ++i) EXPECT_NE(arrival.lines[i].sku, arrival.lines[0].sku);
  }
}

TEST(Zipf, GivesRanksTheirShares) {
  Dice dice(11);
  const Zipf popularity(4, 1.0);
  std::vector<double> drawn(4, 0);
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) ++drawn[popularity.draw(dice)];
  const double sum = 1.0 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4;
  for (int rank = 0; rank < 4; ++rank) {
    EXPECT_NEAR(drawn[static_cast<std::size_t>(rank)] / draws, 1.0 / (rank + 1) / sum, 0.01);
  }
}

TEST(Zipf, WithoutSkewIsEvenAndOfOneIsAlwaysThat) {
  Dice dice(11);
  const Zipf even(2, 0.0), only(1, 2.0);
  int first = 0;
  for (int i = 0; i < 10'000; ++i) {
    first += even.draw(dice) == 0;
    EXPECT_EQ(only.draw(dice), 0u);
  }
  EXPECT_NEAR(first, 5'000, 200);
}

TEST(Dice, GiveTheSameForASeedOnEveryMachine) {
  Dice dice(1);
  EXPECT_EQ(dice.below(1'000'000), 133'876u);
}

}  // namespace
}  // namespace doorbuster::loadtest
