// One key that goes out several times at once.
#include "journey_fixture.hpp"

namespace doorbuster::loadtest {
namespace {

// The copies of one request: all are sent before any is answered.
class CopiesTest : public JourneyTest {
 protected:
  void SetUp() override {
    JourneyTest::SetUp();
    script.plan.arrivals[0].copies = 1;
    copy.is_copy = true;
    begin(first, start);
    begin(copy, start);
  }
  std::optional<Task> answer(const Task& task, const Exchange& exchange, Clock::time_point now = start) {
    return journey->end(task, exchange, start, now);
  }
  Task copy = first;
};

TEST_F(CopiesTest, AreOneOrderThatIsPaidOnce) {
  const auto next = answer(copy, order_reply());
  ASSERT_TRUE(next);
  EXPECT_EQ(next->step, Step::settle);
  EXPECT_FALSE(answer(first, order_reply()));
  EXPECT_EQ(meters->offered.load(), 1u);
  EXPECT_EQ(meters->won.load(), 1u);
  EXPECT_EQ(meters->order_latency.count(), 1u);
  EXPECT_EQ(meters->service_time.count(), 2u);
  EXPECT_EQ(record().replays, 1u);
  EXPECT_EQ(ledger.complaints.count(), 0u);
}

TEST_F(CopiesTest, ThatNameTwoOrdersContradictEachOther) {
  EXPECT_TRUE(answer(first, order_reply()));
  EXPECT_FALSE(answer(copy, order_reply("held", "ord_2")));
  EXPECT_TRUE(has_complaint("ord_2"));
}

TEST_F(CopiesTest, AreRefusedOnceTheLastOfThemIs) {
  EXPECT_FALSE(answer(first, problem_reply(409, "limit_reached")));
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
  EXPECT_FALSE(answer(copy, problem_reply(409, "limit_reached")));
  EXPECT_EQ(record().outcome, OrderOutcome::refused);
  EXPECT_EQ(meters->refused.load(), 1u);
}

TEST_F(CopiesTest, WinThoughOneWasRefusedBefore) {
  EXPECT_FALSE(answer(first, problem_reply(409, "limit_reached")));
  EXPECT_TRUE(answer(copy, order_reply()));
  EXPECT_EQ(record().outcome, OrderOutcome::won);
  EXPECT_EQ(ledger.complaints.count(), 0u);
  EXPECT_EQ(meters->refused.load(), 0u);
}

TEST_F(CopiesTest, StayUnknownWhereOneWasNeverAnswered) {
  EXPECT_FALSE(answer(copy, no_reply(), start + script.patience));
  EXPECT_FALSE(answer(first, problem_reply(409, "limit_reached")));
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
}

}  // namespace
}  // namespace doorbuster::loadtest
