// What the engine promises of the way of an order: nothing is told before it is stable, nothing is lost.
#include "engine_fixture.hpp"

namespace doorbuster::core {
namespace {

using inventory::Command;
using inventory::Met;
using inventory::OrderView;
using inventory::Query;
using inventory::ReadSku;
using inventory::Reason;
using inventory::SkuId;
using inventory::SkuView;

TEST_F(EngineTest, HoldsAnAcceptanceBackUntilItsRecordIsStable) {
  open_sale(5);
  auto& submission = make({order("u1", 1)});
  send(submission);
  engine->step();
  engine->step();
  EXPECT_TRUE(take().empty());
  journal->stable_all();
  engine->step();
  ASSERT_EQ(take(), std::vector<Submission*>{&submission});
  EXPECT_EQ(submission.fate, Fate::answered);
  EXPECT_EQ(submission.answers.at(0).met, Met::created);
}

TEST_F(EngineTest, LetsARejectionGoAtOnceWhileOthersWaitForTheDevice) {
  open_sale(1);
  auto& winner = make({order("u1", 1)});
  auto& loser = make({order("u2", 2)});
  send(winner);
  engine->step();
  send(loser);
  engine->step();
  ASSERT_EQ(take(), std::vector<Submission*>{&loser});
  EXPECT_EQ(reason(loser.answers.at(0)), Reason::sold_out);
}

// Told twice, as after a timeout: the second answer says as much of the refund as the first.
TEST_F(EngineTest, TellsOfARefundOnlyOnceItsRecordIsStable) {
  open_sale(1);
  settle(make({order("u1", 1)}));
  time.ms += hold_seconds * 1000;
  const Command late = inventory::PayOrder{{}, {1}, id<inventory::PaymentId>("pay"), 100};
  auto& first = make({late});
  send(first);
  engine->step();
  auto& again = make({late});
  send(again);
  engine->step();
  EXPECT_TRUE(take().empty()) << "a crash could still take back the refund of which they tell";
  journal->stable_all();
  engine->step();
  EXPECT_EQ(take().size(), 2u);
  EXPECT_EQ(reason(again.answers.at(0)), Reason::hold_expired);
}

TEST_F(EngineTest, LetsAReadWaitForWhatItShows) {
  open_sale(5);
  auto& winner = make({order("u1", 1)});
  auto& reader = make({Query{ReadSku{{}, id<SkuId>("lamp")}}});
  send(winner);
  send(reader);
  engine->step();
  EXPECT_TRUE(take().empty()) << "a crash could still take back the hold that the read shows";
  journal->stable_all();
  engine->step();
  EXPECT_EQ(take().size(), 2u);
  EXPECT_EQ(std::get<SkuView>(reader.answers.at(0).body).held, 1);
}

TEST_F(EngineTest, LetsAReplayWaitForTheFirstRequestsRecord) {
  open_sale(5);
  auto& first = make({order("u1", 1)});
  auto& again = make({order("u1", 1)});
  send(first);
  engine->step();
  send(again);
  engine->step();
  EXPECT_TRUE(take().empty());
  journal->stable_all();
  engine->step();
  EXPECT_EQ(take().size(), 2u);
  EXPECT_EQ(again.answers.at(0).met, Met::replayed);
  EXPECT_EQ(std::get<OrderView>(first.answers.at(0).body).order, std::get<OrderView>(again.answers.at(0).body).order);
}

TEST_F(EngineTest, AnswersTheRequestsOfOneSubmissionInTheirOrder) {
  open_sale(1);
  auto& submission = make({order("u1", 1), order("u2", 2), Query{ReadSku{{}, id<SkuId>("lamp")}}});
  send(submission);
  engine->step();
  journal->stable_all();
  engine->step();
  ASSERT_EQ(submission.answers.size(), 3u);
  EXPECT_EQ(submission.answers[0].met, Met::created);
  EXPECT_EQ(reason(submission.answers[1]), Reason::sold_out);
  EXPECT_EQ(std::get<SkuView>(submission.answers[2].body).available, 0);
}

TEST_F(EngineTest, GoesOnWhereItStoodWhenTheOpenBatchWasFull) {
  open_sale(50);
  std::vector<Request> requests;
  for (std::uint64_t i = 0; i < 30; ++i) requests.push_back(order("u" + std::to_string(i), i + 1));
  auto& submission = make(std::move(requests));
  journal->room = 7;
  send(submission);
  for (int round = 0; round < 10 && take().empty(); ++round) {
    engine->step();
    EXPECT_LE(journal->events.size() - journal->stable_position().value, journal->room);
    journal->stable_all();
  }
  ASSERT_EQ(submission.answers.size(), 30u);
  for (const auto& answer : submission.answers) EXPECT_EQ(answer.met, Met::created);
}

TEST_F(EngineTest, EndsDueHoldsAndSellsTheirStockAgain) {
  open_sale(1);
  auto& first = make({order("u1", 1)});
  send(first);
  engine->step();
  time.ms += hold_seconds * 1000 - 1;
  auto& early = make({order("u2", 2)});
  send(early);
  engine->step();
  EXPECT_EQ(reason(early.answers.at(0)), Reason::sold_out);
  time.ms += 1;
  auto& in_time = make({order("u2", 3)});
  send(in_time);
  engine->step();
  EXPECT_EQ(in_time.answers.at(0).met, Met::created);
}

// As if the process had been stopped just then.
TEST_F(EngineTest, DecidesNothingAsOfAMomentBeforeItCame) {
  open_sale(1);
  settle(make({order("u1", 1)}));
  auto& late = make({inventory::Command{inventory::PayOrder{{}, {1}, id<inventory::PaymentId>("pay"), 100}}});
  time.after_reading = [&] {
    time.ms += 2 * hold_seconds * 1'000;
    send(late);
  };
  for (int i = 0; i < 3; ++i) {
    engine->step();
    journal->stable_all();
  }
  engine->step();
  ASSERT_EQ(take(), std::vector<Submission*>{&late});
  EXPECT_EQ(reason(late.answers[0]), inventory::Reason::hold_expired) << "paid after its hold had ended";
}

TEST_F(EngineTest, WakesAPortOnceUntilItTakes) {
  open_sale(0);
  const int before = wakes;
  auto& first = make({order("u1", 1)});
  auto& second = make({order("u2", 2)});
  send(first);
  engine->step();
  send(second);
  engine->step();
  EXPECT_EQ(wakes, before + 1);
  EXPECT_EQ(take().size(), 2u);
  auto& third = make({order("u3", 3)});
  send(third);
  engine->step();
  EXPECT_EQ(wakes, before + 2);
}

TEST_F(EngineTest, RefusesWhatItsQueueCannotHoldAndChangesNothing) {
  open_sale(5);
  std::vector<Request> requests(queue_commands, order("u1", 1));
  auto& full = make(std::move(requests));
  send(full);
  auto& more = make({order("u2", 2)});
  EXPECT_EQ(port->submit(more), Submitted::overloaded);
  engine->step();
  EXPECT_TRUE(more.answers.empty());
  EXPECT_EQ(engine->meters().overloaded.value(), 1u);
}

TEST_F(EngineTest, LetsTheJournalMarkWhatIsStableOnlyWhenItIsQuiet) {
  open_sale(5);
  auto& submission = make({order("u1", 1)});
  send(submission);
  engine->step();
  journal->stable_all();
  engine->step();
  EXPECT_TRUE(journal->mark_due()) << "the next order may be on its way";
  time.ms += 1'000;
  engine->step();
  EXPECT_FALSE(journal->mark_due());
}

TEST_F(EngineTest, CountsWhatItDoes) {
  open_sale(1);
  auto& submission = make({order("u1", 1), order("u2", 2), order("u1", 1)});
  send(submission);
  engine->step();
  const auto& meters = engine->meters();
  EXPECT_EQ(meters.rejections[static_cast<std::size_t>(Reason::sold_out)].value(), 1u);
  EXPECT_EQ(meters.replays.value(), 1u);
  EXPECT_EQ(meters.position.value(), 4u);
  EXPECT_EQ(meters.stable_position.value(), 3u);
}

}  // namespace
}  // namespace doorbuster::core
