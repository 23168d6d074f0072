// What each interval of a run has counted, by a clock that the test sets.
#include "loadtest/drive/timeline.hpp"

#include <gtest/gtest.h>

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;

// An order every 100 ms, from the start on.
Plan plan_of(int orders) {
  Plan plan;
  plan.arrivals.resize(static_cast<std::size_t>(orders));
  for (int i = 0; i < orders; ++i) plan.arrivals[static_cast<std::size_t>(i)].due = milliseconds(100 * i);
  return plan;
}

class TimelineTest : public testing::Test {
 protected:
  void answer(int orders, milliseconds latency, std::size_t thread = 0) {
    for (int i = 0; i < orders; ++i) {
      count_one(meters_[thread].offered);
      meters_[thread].order_latency.add(latency);
      meters_[thread].service_time.add(latency / 2);
    }
  }
  void look_at(int milliseconds_since_start) {
    timeline_.look(meters_, start_ + milliseconds(milliseconds_since_start));
  }

  const Plan plan_ = plan_of(25);
  const Clock::time_point start_{};
  std::vector<Meters> meters_ = std::vector<Meters>(2);
  Timeline timeline_{plan_, start_};
};

TEST_F(TimelineTest, CountsEachSecondByItself) {
  answer(3, milliseconds(1), 0);
  answer(4, milliseconds(1), 1);
  look_at(1'000);
  answer(5, milliseconds(8));
  look_at(2'000);
  ASSERT_EQ(timeline_.intervals().size(), 2u);
  const Interval& first = timeline_.intervals()[0];
  const Interval& second = timeline_.intervals()[1];
  EXPECT_EQ(first.offered, 7u);
  EXPECT_EQ(first.answered, 7u);
  EXPECT_EQ(first.due, 11u);  // at 0, 100, … 1,000 ms
  EXPECT_EQ(second.from, milliseconds(1'000));
  EXPECT_EQ(second.length, milliseconds(1'000));
  EXPECT_EQ(second.answered, 5u);
  EXPECT_EQ(second.due, 10u);
}

TEST_F(TimelineTest, CountsNobodyAsAnsweredWhoWasNot) {
  answer(3, milliseconds(1));
  count_one(meters_[0].unanswered);
  look_at(1'000);
  EXPECT_EQ(timeline_.intervals()[0].answered, 2u);
  EXPECT_EQ(timeline_.mean(), 2);
}

TEST_F(TimelineTest, MeasuresEachSecondByItself) {
  answer(4, milliseconds(50));
  look_at(1'000);
  answer(4, milliseconds(8));
  look_at(2'000);
  const Interval& second = timeline_.intervals().back();
  EXPECT_NEAR(static_cast<double>(second.latency_p50.count()), 8e6, 8e6 / 128);
  EXPECT_NEAR(static_cast<double>(second.service_p50.count()), 4e6, 4e6 / 128);
  EXPECT_NEAR(static_cast<double>(second.latency_max.count()), 8e6, 8e6 / 128);
  EXPECT_EQ(second.latency_p99.count(), 0) << "four answers can't tell";
}

TEST_F(TimelineTest, PutsARestThatIsTooShortIntoTheLastInterval) {
  answer(10, milliseconds(1));
  look_at(1'000);
  answer(2, milliseconds(1));
  look_at(2'000);
  answer(1, milliseconds(1));
  look_at(2'010);
  ASSERT_EQ(timeline_.intervals().size(), 2u);
  EXPECT_EQ(timeline_.intervals().back().answered, 3u);
  EXPECT_EQ(timeline_.intervals().back().length, milliseconds(1'010));
  EXPECT_EQ(timeline_.progress().offered, 13u);
}

TEST_F(TimelineTest, HasTheIntervalsAddUpToTheWhole) {
  for (int second = 1; second <= 5; ++second) {
    answer(second, milliseconds(second));
    look_at(second * 1'000 + second % 2 * 20);
  }
  std::uint64_t answered = 0, due = 0;
  milliseconds end{0};
  for (const Interval& interval : timeline_.intervals()) {
    EXPECT_EQ(interval.from, end);
    end = interval.from + interval.length;
    answered += interval.answered;
    due += interval.due;
  }
  EXPECT_EQ(answered, timeline_.order_latency().count());
  EXPECT_EQ(due, plan_.arrivals.size());
  EXPECT_EQ(end, timeline_.progress().elapsed);
}

TEST_F(TimelineTest, TellsTheBestSecondAndTheMeanUpToTheLastAnswer) {
  answer(30, milliseconds(1));
  look_at(1'000);
  answer(10, milliseconds(1));
  look_at(2'000);
  look_at(3'000);
  EXPECT_EQ(timeline_.peak(), 30u);
  EXPECT_DOUBLE_EQ(timeline_.mean(), 20.0);
}

TEST_F(TimelineTest, DoesNotMakeARateOfAMoment) {
  answer(3, milliseconds(1));
  look_at(10);
  EXPECT_EQ(timeline_.peak(), 3u);
}

TEST_F(TimelineTest, SaysHowLongThePlanIs) {
  look_at(1'000);
  EXPECT_EQ(timeline_.progress().planned_length, milliseconds(2'400));
  EXPECT_EQ(timeline_.progress().planned, 25u);
}

}  // namespace
}  // namespace doorbuster::loadtest
