// Losers who are told so without the engine: only ever what the engine would have said.
#include <atomic>
#include <thread>

#include "engine_fixture.hpp"
#include "tests/support/dice.hpp"

namespace doorbuster::core {
namespace {

using inventory::Command;
using inventory::PlaceOrder;
using inventory::Reason;

struct EarlyRefusals : EngineTest {
  static PlaceOrder wish(std::string_view buyer, std::uint64_t key, inventory::Quantity qty = 1) {
    auto command = std::get<PlaceOrder>(order(buyer, key));
    command.lines.front().qty = qty;
    return command;
  }
  // Decided, stable, and back with its owner.
  inventory::Answer ask(Command command) {
    auto& submission = make({std::move(command)});
    send(submission);
    settle();
    return submission.answers.at(0);
  }
  void settle() {
    engine->step();
    journal->stable_all();
    engine->step();
    static_cast<void>(take());
  }
  // One lamp that u1 has, and a first loser who was told by the engine.
  void sell_out() {
    open_sale(1);
    ASSERT_EQ(ask(wish("u1", 1)).met, inventory::Met::created);
    ASSERT_EQ(reason(ask(wish("u2", 2))), Reason::sold_out);
  }
  inventory::OrderNumber first_order() const { return {1}; }
};

TEST_F(EarlyRefusals, ComeOnceTheEngineHasRefused) {
  open_sale(1);
  EXPECT_FALSE(engine->refuses_early(wish("u2", 2)));
  ASSERT_EQ(ask(wish("u1", 1)).met, inventory::Met::created);
  EXPECT_FALSE(engine->refuses_early(wish("u2", 2)));
  ASSERT_EQ(reason(ask(wish("u2", 2))), Reason::sold_out);
  EXPECT_TRUE(engine->refuses_early(wish("u2", 2)));
  EXPECT_TRUE(engine->refuses_early(wish("u3", 3)));
  EXPECT_EQ(engine->meters().refused_early.value(), 2u);
}

TEST_F(EarlyRefusals, NeverMeetTheKeyThatHoldsAnOrder) {
  sell_out();
  EXPECT_FALSE(engine->refuses_early(wish("u1", 1)));
  EXPECT_FALSE(engine->refuses_early(wish("u9", 1)));  // the key alone counts
}

TEST_F(EarlyRefusals, NeverMeetABuyerWhoHasTheItem) {
  sell_out();
  EXPECT_FALSE(engine->refuses_early(wish("u1", 7)));
  EXPECT_EQ(reason(ask(wish("u1", 7))), Reason::limit_reached);
}

TEST_F(EarlyRefusals, LeaveMoreThanTheLimitToTheEngine) {
  sell_out();
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3, 2)));
  EXPECT_EQ(reason(ask(wish("u3", 3, 2))), Reason::limit_reached);
}

TEST_F(EarlyRefusals, DontTakeTooLittleForNothing) {
  open_sale(1);
  ASSERT_EQ(ask(wish("u1", 1)).met, inventory::Met::created);
  ASSERT_EQ(ask(inventory::AdjustStock{{}, id<inventory::SkuId>("lamp"), 1, "one more", {8, 8}, {8}}).met,
            inventory::Met::changed);
  inventory::SaleTerms terms;
  terms.sale = id<inventory::SaleId>("big");
  terms.starts_at = {time.ms - 1};
  terms.ends_at = {time.ms + 86'400'000};
  terms.hold_seconds = hold_seconds;
  terms.items = {{id<inventory::SkuId>("lamp"), 100, std::nullopt, std::nullopt}};
  ASSERT_EQ(ask(inventory::PutSale{{}, terms}).met, inventory::Met::created);
  auto two = wish("u2", 2, 2);
  two.sale = terms.sale;
  ASSERT_EQ(reason(ask(two)), Reason::sold_out);
  auto one = wish("u3", 3);
  one.sale = terms.sale;
  EXPECT_FALSE(engine->refuses_early(one));
}

TEST_F(EarlyRefusals, LeaveOrdersOfSeveralLinesToTheEngine) {
  sell_out();
  auto command = wish("u3", 3);
  command.lines.push_back(command.lines.front());
  EXPECT_FALSE(engine->refuses_early(command));
}

TEST_F(EarlyRefusals, EndWhenAnOrderIsCancelled) {
  sell_out();
  ASSERT_TRUE(engine->refuses_early(wish("u3", 3)));
  ASSERT_EQ(ask(inventory::CancelOrder{{}, first_order()}).met, inventory::Met::changed);
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3)));
  EXPECT_EQ(ask(wish("u3", 3)).met, inventory::Met::created);
}

TEST_F(EarlyRefusals, EndWhenAHoldRunsOut) {
  sell_out();
  time.ms += hold_seconds * 1000;
  settle();
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3)));
}

TEST_F(EarlyRefusals, EndWhenStockComes) {
  sell_out();
  ask(inventory::AdjustStock{{}, id<inventory::SkuId>("lamp"), 1, "delivery", {8, 8}, {8}});
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3)));
}

TEST_F(EarlyRefusals, EndBeforeTheSaleDoes) {
  sell_out();
  time.ms += 86'400'000 - 1'000;
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3)));
}

TEST_F(EarlyRefusals, EndWhenTheJournalFails) {
  sell_out();
  journal->failure = "the disk is gone";
  engine->step();
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3)));
}

TEST_F(EarlyRefusals, WaitForAKeyThatIsUnderWay) {
  sell_out();
  auto& first = make({wish("u3", 3)});
  send(first);
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3)));
  EXPECT_TRUE(engine->refuses_early(wish("u4", 4)));
  engine->step();
  EXPECT_FALSE(engine->refuses_early(wish("u3", 3))) << "decided, but not back yet";
  ASSERT_EQ(take().size(), 1u);
  EXPECT_TRUE(engine->refuses_early(wish("u3", 3)));
}

TEST_F(EarlyRefusals, ForgetTheKeysOfASubmissionThatWasNotTaken) {
  sell_out();
  std::vector<Request> many(queue_commands + 1, Command(wish("u3", 3)));
  ASSERT_EQ(port->submit(make(std::move(many))), Submitted::overloaded);
  EXPECT_TRUE(engine->refuses_early(wish("u3", 3)));
}

TEST_F(EarlyRefusals, NeverMeetABuyerWhoHasAnOrderInFlight) {
  open_sale(1, true);
  ASSERT_EQ(ask(wish("u1", 1)).met, inventory::Met::created);
  ASSERT_EQ(reason(ask(wish("u2", 2))), Reason::sold_out);
  EXPECT_TRUE(engine->refuses_early(wish("u3", 3)));
  EXPECT_FALSE(engine->refuses_early(wish("u1", 7)));
  EXPECT_EQ(reason(ask(wish("u1", 7))), Reason::order_in_flight);
}

// What the engine would say: asked of the state itself, at each step of a random course of things.
class EarlyRefusalsInACrowd : public EarlyRefusals, public testing::WithParamInterface<bool> {};
INSTANTIATE_TEST_SUITE_P(OfSales, EarlyRefusalsInACrowd, testing::Bool(), [](const auto& one_in_flight) {
  return one_in_flight.param ? "WithOneOrderInFlight" : "Otherwise";
});

TEST_P(EarlyRefusalsInACrowd, AreWhatTheEngineWouldSay) {
  open_sale(3, GetParam());
  support::Dice dice(11);
  const auto number = [&](std::int64_t sides) { return 1 + static_cast<std::uint64_t>(dice.below(sides)); };
  int early = 0;
  for (int round = 0; round < 20'000; ++round) {
    const auto buyer = "u" + std::to_string(dice.below(8));
    const auto command = wish(buyer, number(40), 1 + dice.below(2));
    const auto would = inventory::decide(engine->state(), Command(command), {time.ms});
    if (engine->refuses_early(command)) {
      ++early;
      ASSERT_TRUE(would.rejection && would.rejection->reason == Reason::sold_out) << "round " << round;
      ASSERT_TRUE(would.events.empty());
    }
    const auto happens = dice.below(40);
    if (happens == 0) ask(inventory::CancelOrder{{}, {number(100)}});
    if (happens == 1) time.ms += 7'000;
    if (happens > 20) ask(command);
  }
  EXPECT_GT(early, 100);
}

// Beside a running engine: no key that was ever acknowledged is told afterwards that all is sold.
TEST_F(EarlyRefusals, NeverFollowAnAcknowledgementOnAnotherThread) {
  open_sale(300);
  std::atomic<std::uint64_t> acknowledged{0};  // keys 1 to this hold an order
  std::atomic<bool> done{false};
  std::uint64_t contradictions = 0;
  std::thread asker([&] {
    while (!done.load()) {
      const auto until = acknowledged.load();
      for (std::uint64_t key = until > 20 ? until - 20 : 1; key <= until; ++key) {
        contradictions += engine->refuses_early(wish("x" + std::to_string(key), key));
      }
    }
  });
  for (std::uint64_t key = 1; key <= 300; ++key) {
    ASSERT_EQ(ask(wish("b" + std::to_string(key), key)).met, inventory::Met::created);
    acknowledged.store(key);
  }
  ASSERT_EQ(reason(ask(wish("late", 1'000))), Reason::sold_out);
  for (std::uint64_t order = 1; order <= 200; ++order) {
    ask(inventory::CancelOrder{{}, {order}});
    ask(wish("late" + std::to_string(order), 1'000 + order));
    ask(wish("never" + std::to_string(order), 5'000 + order));
  }
  done.store(true);
  asker.join();
  EXPECT_EQ(contradictions, 0u);
}

}  // namespace
}  // namespace doorbuster::core
