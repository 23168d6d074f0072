// The event feed's lines: from facts made by hand, and from what an engine has journaled.
#include <boost/algorithm/string.hpp>

#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using namespace inventory;

struct EventsTest : ApiTest {
  std::string line(Fact fact) {
    const std::vector<core::RecordedEvent> events{{{7}, {{1'794'355'200'000}, {}, std::move(fact)}}};
    return render_events(events, engine->order_ids()).body;
  }
  std::string order_text(OrderNumber order) {
    const auto text = engine->order_ids().text(order);
    return {text.data(), text.size()};
  }
  static constexpr const char* head = R"({"position":7,"at":"2026-11-11T00:00:00.000Z","type":)";
};

TEST_F(EventsTest, StockIsToldWithoutItsKey) {
  EXPECT_EQ(line(StockAdjusted{id<SkuId>("lamp"), -5, "broken \"glass\"", {1, 2}, {3}}),
            std::string(head) + R"("stock_adjusted","sku":"lamp","delta":-5,"reason":"broken \"glass\""})" + "\n");
  EXPECT_EQ(line(SkuPut{id<SkuId>("lamp"), "Lamp"}),
            std::string(head) + R"("sku_put","sku":"lamp","name":"Lamp"})" + "\n");
}

TEST_F(EventsTest, PaymentsNameOrderSalePaymentAndAmount) {
  const std::string members = R"("order":")" + order_text({3}) + R"(","sale":"s","payment":"p","amount":100})" + "\n";
  EXPECT_EQ(line(OrderPaid{{3}, id<SaleId>("s"), id<PaymentId>("p"), 100}),
            std::string(head) + R"("order_paid",)" + members);
  EXPECT_EQ(line(RefundDue{{3}, id<SaleId>("s"), id<PaymentId>("p"), 100}),
            std::string(head) + R"("refund_due",)" + members);
}

TEST_F(EventsTest, EndsOfHoldsNameOrderAndSale) {
  const std::string members = R"("order":")" + order_text({3}) + R"(","sale":"s"})" + "\n";
  EXPECT_EQ(line(OrderCancelled{{3}, id<SaleId>("s")}), std::string(head) + R"("order_cancelled",)" + members);
  EXPECT_EQ(line(OrderExpired{{3}, id<SaleId>("s")}), std::string(head) + R"("order_expired",)" + members);
}

TEST_F(EventsTest, ASaleIsToldWithItsTerms) {
  SaleTerms terms;
  terms.sale = id<SaleId>("s");
  terms.name = "S";
  terms.ends_at = {1000};
  terms.hold_seconds = 9;
  terms.items = {{id<SkuId>("lamp"), 5, 10, std::nullopt}};
  EXPECT_EQ(line(SalePut{terms}),
            std::string(head) +
                R"("sale_put","sale":"s","name":"S","currency":"XXX",)"
                R"("starts_at":"1970-01-01T00:00:00.000Z","ends_at":"1970-01-01T00:00:01.000Z","hold_seconds":9,)"
                R"("late_payment":"refund","one_order_in_flight":false,)"
                R"("items":[{"sku":"lamp","price":5,"quota":10}]})" +
                "\n");
}

TEST_F(EventsTest, AnAcceptanceCarriesTheOrdersMembersAsItsAnswerHadThem) {
  open_sale(5);
  const auto answer = place("u42", "k");
  std::vector<core::RecordedEvent> events;
  for (const Event& event : journal->events) events.push_back({{events.size() + 1}, event});
  const auto response = render_events(events, engine->order_ids());
  EXPECT_EQ(response.content_type, "application/x-ndjson");
  std::vector<std::string> lines;
  boost::split(lines, response.body, [](char c) { return c == '\n'; });
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[3], R"({"position":4,"at":"2023-11-14T22:13:20.000Z","type":"order_held",)" + answer.body.substr(1));
  EXPECT_EQ(lines[4], "");
}

TEST_F(EventsTest, AServerSentEventHasItsPositionAsId) {
  std::string out;
  append_server_sent_event(out, {{7}, {{1'794'355'200'000}, {}, SkuPut{id<SkuId>("lamp"), "Lamp"}}},
                           engine->order_ids());
  EXPECT_EQ(out, "id: 7\ndata: " + std::string(head) + R"("sku_put","sku":"lamp","name":"Lamp"})" + "\n\n");
}

}  // namespace
}  // namespace doorbuster::net
