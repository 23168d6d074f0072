// Rates over time: what may be written, and which moments follow.
#include "loadtest/promotion/course.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(Course, ReadsRatesWithTheirUnits) {
  EXPECT_EQ(*parse_rate("2500"), 2'500);
  EXPECT_EQ(*parse_rate("50k"), 50'000);
  EXPECT_EQ(*parse_rate("1.5M"), 1'500'000);
  EXPECT_EQ(*parse_rate("0.5"), 0.5);
}

TEST(Course, RefusesWhatIsNoRateWithAnExample) {
  for (const std::string_view text : {"", "k", "0", "-5", "50 k", "50K", "1e3", "50kk", "nan", "11M", "5..6"}) {
    const Outcome<double> rate = parse_rate(text);
    ASSERT_FALSE(rate) << text;
    EXPECT_NE(rate.error().sentence.find("50k"), std::string::npos);
  }
}

TEST(Course, ReadsStagesAndRamps) {
  const Outcome<std::vector<Stage>> course = parse_stages("5s:0..50k,500ms:50k,2m:1.5k..0");
  ASSERT_TRUE(course);
  EXPECT_EQ(*course, (std::vector<Stage>{{.length = seconds(5), .from = 0, .to = 50'000},
                                         {.length = milliseconds(500), .from = 50'000, .to = 50'000},
                                         {.length = seconds(120), .from = 1'500, .to = 0}}));
}

TEST(Course, RefusesWhatIsNoStageAndNamesIt) {
  for (const std::string_view text : {"", "5s", "5s:", "5:10", "0s:10", "5s:10,", ",5s:10", "5s:10..", "5s:..10",
                                      "5h:10", "5s:1..2..3", "-5s:10", "2000m:10", "5s:10;5s:20"}) {
    EXPECT_FALSE(parse_stages(text)) << text;
  }
  EXPECT_NE(parse_stages("5s:10,6x:20").error().sentence.find("\"6x:20\""), std::string::npos);
}

TEST(Course, OfOneRateIsEvenlySpaced) {
  const std::vector<Stage> course{{.length = seconds(1), .from = 4, .to = 4}};
  EXPECT_EQ(due_times(course),
            (std::vector<nanoseconds>{milliseconds(0), milliseconds(250), milliseconds(500), milliseconds(750)}));
  EXPECT_EQ(length_of(course), seconds(1));
}

TEST(Course, OfARampFollowsTheAreaUnderIt) {
  // 0 to 8 a second over 2 s: t^2 * 2 orders have come by t.
  const std::vector<nanoseconds> due = due_times(std::vector<Stage>{{.length = seconds(2), .from = 0, .to = 8}});
  ASSERT_EQ(due.size(), 8u);
  EXPECT_EQ(due[0], nanoseconds(0));
  EXPECT_EQ(due[2], seconds(1));
  EXPECT_NEAR(static_cast<double>(due[4].count()), 1.41421356e9, 10);
}

TEST(Course, OfARampDownIsTheRampUpSeenFromItsEnd) {
  const std::vector<nanoseconds> up = due_times(std::vector<Stage>{{.length = seconds(2), .from = 0, .to = 100}});
  const std::vector<nanoseconds> down = due_times(std::vector<Stage>{{.length = seconds(2), .from = 100, .to = 0}});
  ASSERT_EQ(up.size(), 100u);
  ASSERT_EQ(down.size(), 100u);
  for (std::size_t k = 1; k < 100; ++k) {
    EXPECT_NEAR(static_cast<double>((up[k] + down[100 - k]).count()), 2e9, 1000) << k;
  }
}

TEST(Course, GoesOnFromStageToStageWithoutLosingAnOrder) {
  const std::vector<Stage> course = *parse_stages("300ms:0..1k,1s:1k,333ms:1k..7,1s:0,250ms:10");
  const std::vector<nanoseconds> due = due_times(course);
  EXPECT_EQ(due.size(), static_cast<std::size_t>(orders_of(course)));
  EXPECT_TRUE(std::ranges::is_sorted(due));
  EXPECT_LE(due.back(), length_of(course));
  const auto within = [&](int from, int to) {
    return std::ranges::count_if(due, [&](nanoseconds t) { return t >= milliseconds(from) && t < milliseconds(to); });
  };
  EXPECT_EQ(within(300, 1'300), 1'000);
  EXPECT_EQ(within(1'633, 2'633), 0);
}

}  // namespace
}  // namespace doorbuster::loadtest
