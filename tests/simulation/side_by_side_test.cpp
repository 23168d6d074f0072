// Every piece is done once, and what ends a process is told of the piece that did it.
#include "tests/simulation/side_by_side.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

namespace doorbuster::simulation {
namespace {

struct Told {
  std::map<std::size_t, Outcome> outcomes;
  std::map<std::size_t, std::string> lost;
};

Told run(std::size_t count, unsigned processes, const std::function<Outcome(std::size_t)>& work) {
  Told told;
  side_by_side(
      count, processes, work,
      [&](std::size_t index, const Outcome& outcome) {
        EXPECT_TRUE(told.outcomes.emplace(index, outcome).second) << index << " was done twice";
      },
      [&](std::size_t index, const std::string& why) { told.lost.emplace(index, why); });
  return told;
}

TEST(SideBySide, DoesEachPieceOnce) {
  for (const unsigned processes : {1u, 3u}) {
    const Told told = run(1'000, processes, [](std::size_t index) {
      return Outcome{static_cast<int>(index % 7), std::string(index * 10, 'x')};
    });
    ASSERT_EQ(told.outcomes.size(), 1'000u);
    EXPECT_TRUE(told.lost.empty());
    EXPECT_EQ(told.outcomes.at(13).kind, 6);
    EXPECT_EQ(told.outcomes.at(13).text, std::string(130, 'x'));
    EXPECT_LT(told.outcomes.at(999).text.size(), 4'096u) << "too long for one message: cut";
  }
}

TEST(SideBySide, TellsWhichPieceEndedItsProcess) {
  const Told told = run(10, 2, [](std::size_t index) {
    if (index == 5) std::_Exit(3);
    return Outcome{};
  });
  EXPECT_EQ(told.outcomes.size(), 7u) << "all even ones, and the odd ones before it";
  ASSERT_EQ(told.lost.size(), 1u);
  EXPECT_THAT(told.lost.at(5), testing::HasSubstr("status 3"));
}

}  // namespace
}  // namespace doorbuster::simulation
