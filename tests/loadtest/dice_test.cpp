// Chance: the same every time, and in the shares that it promises.
#include "loadtest/promotion/dice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace doorbuster::loadtest {
namespace {

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
