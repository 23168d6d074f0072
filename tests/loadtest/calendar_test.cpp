// Tasks come out by their time, whenever they were put in.
#include "loadtest/drive/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "loadtest/promotion/dice.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::microseconds;

Task due_after(std::int64_t micros) { return {.due = Clock::time_point(microseconds(micros)), .intended = {}}; }

std::int64_t take(Calendar& calendar) {
  const auto due = std::chrono::duration_cast<microseconds>(calendar.first().due.time_since_epoch());
  calendar.drop_first();
  return due.count();
}

TEST(Calendar, GivesTasksByTheirTimeWithinAPageAndOverMany) {
  Calendar calendar;
  for (const std::int64_t micros : {5'300, 100, 9'999'999, 5'200, 5'900, 200, 5'100}) calendar.add(due_after(micros));
  std::vector<std::int64_t> order;
  while (!calendar.empty()) order.push_back(take(calendar));
  EXPECT_EQ(order, (std::vector<std::int64_t>{100, 200, 5'100, 5'200, 5'300, 5'900, 9'999'999}));
}

TEST(Calendar, TakesWhatIsDueBeforeThePageThatIsOpen) {
  Calendar calendar;
  calendar.add(due_after(5'000'000));
  calendar.add(due_after(7'000'000));
  calendar.add(due_after(1'000));
  EXPECT_EQ(take(calendar), 1'000);
  calendar.add(due_after(2'000));
  EXPECT_EQ(take(calendar), 2'000);
  EXPECT_EQ(take(calendar), 5'000'000);
  calendar.add(due_after(3'000));
  EXPECT_EQ(take(calendar), 3'000);
  EXPECT_EQ(take(calendar), 7'000'000);
  EXPECT_TRUE(calendar.empty());
}

// As the load uses it: what is taken puts something in for later.
TEST(Calendar, StaysInOrderWhileTasksComeAndGo) {
  Calendar calendar;
  Dice dice(3);
  for (int i = 0; i < 1'000; ++i) calendar.add(due_after(dice.below(20'000)));
  std::int64_t now = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::int64_t due = take(calendar);
    ASSERT_GE(due, now);
    now = due;
    calendar.add(due_after(now + dice.below(20'000)));
  }
}

TEST(Calendar, ClearedIsEmptyAndUsableAgain) {
  Calendar calendar;
  calendar.add(due_after(1));
  calendar.add(due_after(9'000));
  calendar.clear();
  EXPECT_TRUE(calendar.empty());
  calendar.add(due_after(3'000));
  EXPECT_EQ(take(calendar), 3'000);
  EXPECT_TRUE(calendar.empty());
}

}  // namespace
}  // namespace doorbuster::loadtest
