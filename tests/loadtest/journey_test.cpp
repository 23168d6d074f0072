// What buyers do after each answer.
#include "journey_fixture.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::seconds;

TEST_F(JourneyTest, PaysAfterThePauseWhatWasWon) {
  const auto next = step(first, order_reply(), start + seconds(1));
  EXPECT_EQ(record().outcome, OrderOutcome::won);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->step, Step::settle);
  EXPECT_EQ(next->due, start + seconds(3));
  EXPECT_FALSE(step(*next, order_reply("paid"), start + seconds(3)));
  EXPECT_TRUE(was_sent("POST /v1/orders/ord_1/pay "));
  EXPECT_TRUE(was_sent(R"({"payment":"pay-0","amount":100})"));
  EXPECT_EQ(record().settlement, Settlement::paid);
}

TEST_F(JourneyTest, StopsAfterARefusalThatARetryCannotHelp) {
  EXPECT_FALSE(step(first, problem_reply(409, "limit_reached"), start));
  EXPECT_EQ(record().outcome, OrderOutcome::refused);
  EXPECT_EQ(refusal(), "limit_reached");
}

TEST_F(JourneyTest, KnocksAgainOnSoldOutAsOftenAsPlanned) {
  script.plan.arrivals[0].knocks = 1;
  const auto again = step(first, problem_reply(409, "sold_out", R"(,"sku":"sale.lamp")"), start);
  const std::string request = last_request;
  ASSERT_TRUE(again);
  EXPECT_EQ(again->due, start + knock_pause);
  EXPECT_FALSE(step(*again, problem_reply(409, "sold_out", R"(,"sku":"sale.lamp")"), again->due));
  EXPECT_EQ(last_request, request);
  EXPECT_EQ(record().refused_sku, 0u);
  EXPECT_EQ(refusal(), "sold_out");
}

TEST_F(JourneyTest, TriesTheSameKeyAgainAfterAFailureAndWaitsLonger) {
  const auto again = step(first, no_reply(), start);
  const std::string request = last_request;
  ASSERT_TRUE(again);
  const auto third = step(*again, no_reply(), again->due);
  ASSERT_TRUE(third);
  EXPECT_GT(third->due - again->due, again->due - start);
  EXPECT_EQ(third->intended, start);
  EXPECT_EQ(last_request, request);
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
  EXPECT_TRUE(step(*third, order_reply(), third->due));
  EXPECT_EQ(record().outcome, OrderOutcome::won);
}

TEST_F(JourneyTest, TakesOverloadForAFailureAndHeedsRetryAfter) {
  const auto again = step(first, reply(503, "{}", seconds(3)), start);
  ASSERT_TRUE(again);
  EXPECT_GE(again->due, start + seconds(3));
}

TEST_F(JourneyTest, LeavesTheOutcomeUnknownWhenPatienceIsOver) {
  EXPECT_FALSE(step(first, no_reply(), start + script.patience));
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
  EXPECT_EQ(meters->unanswered.load(), 1u);
  EXPECT_EQ(meters->order_latency.max(), script.patience);
}

TEST_F(JourneyTest, CountsHowLongWaitedWhatIsDroppedButNotWhatIsStillToCome) {
  journey->drop(first, start + seconds(3));
  Task later = first;
  later.due = later.intended = start + seconds(4);
  journey->drop(later, start + seconds(3));
  later.intended = start;
  later.is_copy = true;
  journey->drop(later, start + seconds(3));
  EXPECT_EQ(meters->unanswered.load(), 1u);
  EXPECT_EQ(meters->order_latency.count(), 1u);
  EXPECT_EQ(meters->order_latency.max(), seconds(3));
}

TEST_F(JourneyTest, CountsAReplayAsWonOnce) {
  script.plan.arrivals[0].repeats = 1;
  const auto click = step(first, order_reply(), start);
  ASSERT_TRUE(click);
  EXPECT_EQ(click->step, Step::place_again);
  const auto next = step(*click, order_reply(), start);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->step, Step::settle);
  EXPECT_EQ(meters->won.load(), 1u);
  EXPECT_EQ(record().replays, 1u);
  EXPECT_EQ(ledger.complaints.count(), 0u);
}

TEST_F(JourneyTest, SendsAKeyAsOftenAgainAsPlannedBeforeItPays) {
  script.plan.arrivals[0].repeats = 3;
  std::optional<Task> next = step(first, order_reply(), start);
  for (int repeat = 0; repeat < 3; ++repeat) {
    ASSERT_TRUE(next);
    EXPECT_EQ(next->step, Step::place_again);
    next = step(*next, order_reply(), start);
  }
  ASSERT_TRUE(next);
  EXPECT_EQ(next->step, Step::settle);
  EXPECT_EQ(record().replays, 3u);
}

TEST_F(JourneyTest, PaysLateOnlyAfterTheHoldHasEnded) {
  script.plan.arrivals[0].intent = Intent::pay_late;
  const auto next = step(first, order_reply(), start);
  ASSERT_TRUE(next);
  EXPECT_GT(next->due, start + script.hold);
  EXPECT_FALSE(step(*next, problem_reply(409, "hold_expired"), next->due));
  EXPECT_EQ(record().settlement, Settlement::refused);
}

TEST_F(JourneyTest, KnowsAnEarlierTryToCancelByItsEffect) {
  script.plan.arrivals[0].intent = Intent::cancel;
  const auto next = step(first, order_reply(), start);
  ASSERT_TRUE(next);
  const auto again = step(*next, no_reply(), next->due);
  ASSERT_TRUE(again);
  EXPECT_EQ(record().settlement, Settlement::unknown);
  EXPECT_FALSE(step(*again, problem_reply(409, "wrong_status", R"(,"order_status":"cancelled")"), again->due));
  EXPECT_EQ(record().settlement, Settlement::cancelled);
}

TEST_F(JourneyTest, AbandonsWithoutAnotherWord) {
  script.plan.arrivals[0].intent = Intent::abandon;
  EXPECT_FALSE(step(first, order_reply(), start));
  EXPECT_EQ(record().settlement, Settlement::none);
}

}  // namespace
}  // namespace doorbuster::loadtest
