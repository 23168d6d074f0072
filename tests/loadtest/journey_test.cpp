// What buyers do after each answer, with answers and times made up.
#include "loadtest/journey.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Clock::time_point start{};

class JourneyTest : public testing::Test {
 protected:
  void SetUp() override {
    script.plan.buyers = {"alice"};
    script.plan.skus = {{.name = "lamp", .price = 100}};
    script.plan.arrivals = {{.due = {}, .buyer = 0, .lines = {{.sku = 0, .qty = 1}}, .pause = seconds(2)}};
    script.sale = "sale";
    script.currency = "CNY";
    script.hold = seconds(60);
    script.patience = seconds(10);
    ledger.orders.resize(1);
  }

  static Exchange order_reply(std::string_view status = "held", std::string_view id = "ord_1") {
    std::string body = R"({"sale":"sale","buyer":"alice","items":[{"sku":"sale.lamp","qty":1,"unit_price":100}],)"
                       R"("total":100,"currency":"CNY","created_at":"now","order":")";
    body += std::string(id) + R"(","status":")" + std::string(status) + "\"}";
    return HttpReply{.status = 201, .body = std::move(body), .replayed = false, .retry_after = {}};
  }
  static Exchange problem_reply(unsigned status, std::string_view code, std::string_view more = "") {
    return HttpReply{.status = status,
                     .body = R"({"code":")" + std::string(code) + "\"" + std::string(more) + "}",
                     .replayed = false,
                     .retry_after = {}};
  }
  static Exchange no_reply() { return make_error_code(boost::system::errc::connection_refused); }

  std::optional<Task> step(const Task& task, const Exchange& exchange, Clock::time_point now) {
    last_call = journey.begin(task, now);
    return journey.end(task, exchange, now, now);
  }

  const Task first{.due = start, .intended = start, .subject = 0, .step = Step::place};
  Script script;
  Ledger ledger;
  std::unique_ptr<Meters> meters = std::make_unique<Meters>();
  Journey journey{script, ledger, *meters};
  HttpCall last_call;
  OrderRecord& record() { return ledger.orders[0]; }
};

TEST_F(JourneyTest, PaysAfterThePauseWhatWasWon) {
  const auto next = step(first, order_reply(), start + seconds(1));
  EXPECT_EQ(record().outcome, OrderOutcome::won);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->step, Step::settle);
  EXPECT_EQ(next->due, start + seconds(3));
  EXPECT_FALSE(step(*next, order_reply("paid"), start + seconds(3)));
  EXPECT_EQ(last_call.path, "/v1/orders/ord_1/pay");
  EXPECT_EQ(last_call.body, R"({"payment":"pay-0","amount":100})");
  EXPECT_EQ(record().settlement, Settlement::paid);
}

TEST_F(JourneyTest, StopsAfterARefusalThatARetryCannotHelp) {
  EXPECT_FALSE(step(first, problem_reply(409, "limit_reached"), start));
  EXPECT_EQ(record().outcome, OrderOutcome::refused);
  EXPECT_EQ(record().refusal, "limit_reached");
}

TEST_F(JourneyTest, KnocksAgainOnSoldOutAsOftenAsPlanned) {
  script.plan.arrivals[0].knocks = 1;
  const auto again = step(first, problem_reply(409, "sold_out", R"(,"sku":"sale.lamp")"), start);
  const std::string key = last_call.key;
  ASSERT_TRUE(again);
  EXPECT_EQ(again->due, start + knock_pause);
  EXPECT_FALSE(step(*again, problem_reply(409, "sold_out", R"(,"sku":"sale.lamp")"), again->due));
  EXPECT_EQ(last_call.key, key);
  EXPECT_EQ(record().refused_sku, "sale.lamp");
}

TEST_F(JourneyTest, TriesTheSameKeyAgainAfterAFailureAndWaitsLonger) {
  const auto again = step(first, no_reply(), start);
  const std::string key = last_call.key;
  ASSERT_TRUE(again);
  const auto third = step(*again, no_reply(), again->due);
  ASSERT_TRUE(third);
  EXPECT_GT(third->due - again->due, again->due - start);
  EXPECT_EQ(third->intended, start);
  EXPECT_EQ(last_call.key, key);
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
  EXPECT_TRUE(step(*third, order_reply(), third->due));
  EXPECT_EQ(record().outcome, OrderOutcome::won);
}

TEST_F(JourneyTest, TakesOverloadForAFailureAndHeedsRetryAfter) {
  HttpReply busy{.status = 503, .body = "{}", .replayed = false, .retry_after = seconds(3)};
  const auto again = step(first, busy, start);
  ASSERT_TRUE(again);
  EXPECT_GE(again->due, start + seconds(3));
}

TEST_F(JourneyTest, LeavesTheOutcomeUnknownWhenPatienceIsOver) {
  EXPECT_FALSE(step(first, no_reply(), start + script.patience));
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
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
  EXPECT_EQ(record().contradiction, "");
}

TEST_F(JourneyTest, NotesAReplayThatNamesAnotherOrder) {
  script.plan.arrivals[0].repeats = 1;
  const auto click = step(first, order_reply(), start);
  ASSERT_TRUE(click);
  EXPECT_TRUE(step(*click, order_reply("held", "ord_2"), start));
  EXPECT_NE(record().contradiction.find("ord_2"), std::string::npos);
  EXPECT_EQ(record().acknowledged.order, "ord_1");
}

TEST_F(JourneyTest, NotesAHeldKeyThatIsRefused) {
  script.plan.arrivals[0].repeats = 1;
  const auto click = step(first, order_reply(), start);
  ASSERT_TRUE(click);
  EXPECT_TRUE(step(*click, problem_reply(409, "sold_out"), start));
  EXPECT_NE(record().contradiction.find("sold_out"), std::string::npos);
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

// The copies of one request: all are sent before any is answered.
class CopiesTest : public JourneyTest {
 protected:
  void SetUp() override {
    JourneyTest::SetUp();
    script.plan.arrivals[0].copies = 1;
    copy.is_copy = true;
    static_cast<void>(journey.begin(first, start));
    static_cast<void>(journey.begin(copy, start));
  }
  std::optional<Task> answer(const Task& task, const Exchange& exchange, Clock::time_point now = start) {
    return journey.end(task, exchange, start, now);
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
  EXPECT_EQ(record().contradiction, "");
}

TEST_F(CopiesTest, ThatNameTwoOrdersContradictEachOther) {
  EXPECT_TRUE(answer(first, order_reply()));
  EXPECT_FALSE(answer(copy, order_reply("held", "ord_2")));
  EXPECT_NE(record().contradiction.find("ord_2"), std::string::npos);
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
  EXPECT_EQ(record().contradiction, "");
  EXPECT_EQ(meters->refused.load(), 0u);
}

TEST_F(CopiesTest, StayUnknownWhereOneWasNeverAnswered) {
  EXPECT_FALSE(answer(copy, no_reply(), start + script.patience));
  EXPECT_FALSE(answer(first, problem_reply(409, "limit_reached")));
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
}

TEST_F(JourneyTest, ReadsAndCountsIt) {
  script.plan.reads = {{.due = {}, .sku = 0}, {.due = {}, .sku = std::nullopt}};
  Task read{.due = start, .intended = start, .subject = 0, .step = Step::read};
  const HttpReply answer{.status = 200, .body = "{}", .replayed = false, .retry_after = {}};
  EXPECT_FALSE(step(read, answer, start));
  EXPECT_EQ(last_call.path, "/v1/skus/sale.lamp");
  read.subject = 1;
  EXPECT_FALSE(step(read, answer, start));
  EXPECT_EQ(last_call.path, "/v1/sales/sale");
  EXPECT_EQ(meters->reads.load(), 2u);
  EXPECT_EQ(meters->order_latency.count(), 0u);
}

TEST_F(JourneyTest, PaysLateOnlyAfterTheHoldHasEnded) {
  script.plan.arrivals[0].intent = Intent::pay_late;
  const auto next = step(first, order_reply(), start);
  ASSERT_TRUE(next);
  EXPECT_GT(next->due, start + script.hold);
  EXPECT_FALSE(step(*next, problem_reply(409, "hold_expired"), next->due));
  EXPECT_EQ(record().settlement, Settlement::refused);
  EXPECT_EQ(record().settlement_refusal, "hold_expired");
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

TEST_F(JourneyTest, NotesAnAnswerThatTheContractDoesNotAllow) {
  EXPECT_FALSE(step(first, HttpReply{.status = 201, .body = "{}", .replayed = false, .retry_after = {}}, start));
  EXPECT_NE(record().contradiction, "");
}

TEST_F(JourneyTest, MeasuresFromTheIntendedTime) {
  EXPECT_TRUE(step(first, order_reply(), start + milliseconds(250)));
  EXPECT_EQ(meters->order_latency.max(), milliseconds(250));
  EXPECT_EQ(meters->lateness.max(), milliseconds(250));
  EXPECT_EQ(meters->service_time.max(), milliseconds(0));
}

TEST_F(JourneyTest, WritesDownWhatBecameOfAStockChange) {
  script.plan.stock_changes = {{.due = {}, .sku = 0, .delta = 5}, {.due = {}, .sku = 0, .delta = -9}};
  ledger.stock.assign(2, StockOutcome::not_sent);
  Task change{.due = start, .intended = start, .subject = 0, .step = Step::change_stock};
  EXPECT_FALSE(step(change, HttpReply{.status = 200, .body = "{}", .replayed = false, .retry_after = {}}, start));
  EXPECT_EQ(last_call.path, "/v1/skus/sale.lamp/stock");
  change.subject = 1;
  EXPECT_FALSE(step(change, problem_reply(409, "insufficient_stock"), start));
  EXPECT_EQ(ledger.stock, (std::vector<StockOutcome>{StockOutcome::applied, StockOutcome::refused}));
}

}  // namespace
}  // namespace doorbuster::loadtest
