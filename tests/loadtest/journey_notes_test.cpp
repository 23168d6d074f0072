// What is written down and measured on the way.
#include "journey_fixture.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(JourneyTest, NotesAReplayThatNamesAnotherOrder) {
  script.plan.arrivals[0].repeats = 1;
  const auto click = step(first, order_reply(), start);
  ASSERT_TRUE(click);
  EXPECT_TRUE(step(*click, order_reply("held", "ord_2"), start));
  EXPECT_TRUE(has_complaint("ord_2"));
  EXPECT_EQ(record().order.text(), "ord_1");
}

TEST_F(JourneyTest, NotesAHeldKeyThatIsRefused) {
  script.plan.arrivals[0].repeats = 1;
  const auto click = step(first, order_reply(), start);
  ASSERT_TRUE(click);
  EXPECT_TRUE(step(*click, problem_reply(409, "sold_out"), start));
  EXPECT_TRUE(has_complaint("sold_out"));
}

TEST_F(JourneyTest, ReadsAndCountsIt) {
  script.plan.reads = {{.due = {}, .sku = 0}, {.due = {}, .sku = std::nullopt}};
  Task read{.due = start, .intended = start, .subject = 0, .step = Step::read};
  const std::string_view sku = R"({"sku":"sale.lamp","name":"x","received":3,"available":1,"held":1,"sold":1})";
  EXPECT_FALSE(step(read, reply(200, std::string(sku)), start));
  EXPECT_TRUE(was_sent("GET /v1/skus/sale.lamp HTTP/1.1\r\n"));
  read.subject = 1;
  EXPECT_FALSE(step(read, reply(200, "{}"), start));
  EXPECT_TRUE(was_sent("GET /v1/sales/sale HTTP/1.1\r\n"));
  EXPECT_EQ(meters->reads.load(), 2u);
  EXPECT_EQ(meters->order_latency.count(), 0u);
  EXPECT_EQ(meters->offered.load(), 0u);
  EXPECT_EQ(ledger.complaints.count(), 0u);
}

TEST_F(JourneyTest, NotesAReadWhoseFiguresDoNotAddUp) {
  script.plan.reads = {{.due = {}, .sku = 0}};
  const Task read{.due = start, .intended = start, .subject = 0, .step = Step::read};
  const std::string_view sku = R"({"sku":"sale.lamp","name":"x","received":3,"available":2,"held":1,"sold":1})";
  EXPECT_FALSE(step(read, reply(200, std::string(sku)), start));
  EXPECT_TRUE(has_complaint("3, but 2 available"));
}

TEST_F(JourneyTest, NotesAnAcknowledgementOfSomethingElse) {
  EXPECT_TRUE(step(first, order_reply("held", "ord_1", "2"), start));
  EXPECT_FALSE(record().as_asked);
}

TEST_F(JourneyTest, ReadsAnOrderInAnyFormThatTheContractAllows) {
  const auto next = step(first, reply(201, R"({ "total": 100, "currency": "CNY", "buyer": "alice", "sale": "sale",
      "items": [{"qty": 1, "unit_price": 100, "sku": "sale.lamp"}], "status": "held", "order": "ord_1",
      "created_at": "2026-11-11T00:00:00.000Z", "more": null })"), start);
  EXPECT_TRUE(next);
  EXPECT_EQ(record().order.text(), "ord_1");
  EXPECT_TRUE(record().as_asked);
  EXPECT_EQ(ledger.complaints.count(), 0u);
}

TEST_F(JourneyTest, NotesAnIdOrATimeThatCannotBe) {
  EXPECT_FALSE(step(first, order_reply("held", "ord_" + std::string(60, 'x')), start));
  EXPECT_FALSE(step(first, order_reply("lost"), start));
  EXPECT_EQ(ledger.complaints.count(), 2u);
}

TEST_F(JourneyTest, NotesAPaymentThatChangedTheOrder) {
  const auto next = step(first, order_reply(), start);
  ASSERT_TRUE(next);
  EXPECT_FALSE(step(*next, order_reply("paid", "ord_1", "2"), next->due));
  EXPECT_EQ(ledger.complaints.count(), 1u);
  EXPECT_EQ(record().settlement, Settlement::unknown);
}

TEST_F(JourneyTest, LooksAtNothingButTheStatusWhereNothingIsAudited) {
  journey = std::make_unique<Journey>(script, ledger, *meters, "shop", Scrutiny::status_alone);
  EXPECT_TRUE(step(first, order_reply("held", "ord_1", "7"), start));
  EXPECT_TRUE(record().as_asked);
  EXPECT_EQ(record().outcome, OrderOutcome::won);
}

TEST_F(JourneyTest, TellsItsOwnLatenessFromAWaitForAConnection) {
  script.plan.arrivals.resize(4, script.plan.arrivals[0]);
  ledger.orders.resize(4);
  const auto send = [&](std::uint32_t order, milliseconds sent_after, milliseconds room_after) {
    Task task = first;
    task.subject = order;
    std::string request;
    journey->begin(task, request);
    journey->sent(task, start + sent_after, start + room_after);
  };
  send(0, milliseconds(1), milliseconds(-5));
  EXPECT_EQ(meters->sent_late.load() + meters->waited.load(), 0u);
  send(1, milliseconds(2), milliseconds(-5));
  EXPECT_EQ(meters->sent_late.load(), 1u);
  EXPECT_EQ(meters->waited.load(), 0u);
  send(2, milliseconds(9), milliseconds(9));
  EXPECT_EQ(meters->sent_late.load(), 1u);
  EXPECT_EQ(meters->waited.load(), 1u);
  send(3, milliseconds(11), milliseconds(9));
  EXPECT_EQ(meters->sent_late.load(), 2u);
  EXPECT_EQ(meters->waited.load(), 2u);
}

TEST_F(JourneyTest, NotesAnAnswerThatTheContractDoesNotAllow) {
  EXPECT_FALSE(step(first, reply(201, "{}"), start));
  EXPECT_EQ(ledger.complaints.count(), 1u);
  EXPECT_EQ(record().outcome, OrderOutcome::unknown);
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
  EXPECT_FALSE(step(change, reply(200, "{}"), start));
  EXPECT_TRUE(was_sent("POST /v1/skus/sale.lamp/stock "));
  change.subject = 1;
  EXPECT_FALSE(step(change, problem_reply(409, "insufficient_stock"), start));
  EXPECT_EQ(ledger.stock, (std::vector<StockOutcome>{StockOutcome::applied, StockOutcome::refused}));
}

}  // namespace
}  // namespace doorbuster::loadtest
