// Placing orders: what an acceptance says, and the order in which an order is checked.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;

class Orders : public ContractTest {
 protected:
  Reply place(const std::string& sale, std::vector<Line> lines, std::string_view buyer = "buyer") {
    return shop().place({sale, own(buyer), std::move(lines)}, new_key());
  }
  void expect_sku(const Reply& reply, const std::string& sku) { EXPECT_EQ(text(reply.json(), "sku"), sku); }
};

TEST_F(Orders, AnAcceptedOrderAnswersWhatItHolds) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku}}});
  const auto reply = place(sale, {{sku, 2}});
  ASSERT_EQ(reply.status, 201) << reply.body;
  const auto order = reply.json();
  const auto id = text(order, "order");
  EXPECT_EQ(id.substr(0, 4), "ord_");
  EXPECT_EQ(reply.field("location"), "/v1/orders/" + id);
  EXPECT_TRUE(reply.has("x-journal-position"));
  EXPECT_FALSE(reply.has("idempotent-replayed"));
  EXPECT_EQ(text(order, "sale"), sale);
  EXPECT_EQ(text(order, "buyer"), own("buyer"));
  EXPECT_EQ(text(order, "status"), "held");
  const boost::json::array lines{boost::json::object{{"sku", sku}, {"qty", 2}, {"unit_price", 19900}}};
  EXPECT_EQ(list(order, "items"), lines);
  EXPECT_EQ(integer(order, "total"), 2 * 19900);
  EXPECT_EQ(text(order, "currency"), "CNY");
  EXPECT_EQ(text(order, "created_at").size(), std::string("2026-11-11T00:00:00.000Z").size());
  EXPECT_GT(text(order, "hold_expires_at"), text(order, "created_at"));
  EXPECT_EQ(order, shop().order(id));
}

TEST_F(Orders, OrderIdsAreNeverTheSame) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku}}});
  const auto first = held(sale, sku);
  EXPECT_EQ(shop().cancel(first).status, 200);
  EXPECT_NE(first, held(sale, sku));
}

TEST_F(Orders, LinesOfOneSkuComeBackAsOneWhereItFirstStood) {
  const auto lamp = stocked(10, "lamp"), bulb = stocked(10, "bulb");
  const auto sale = opened({.items = {{lamp, 5}, {bulb, 7}}});
  const auto order = place(sale, {{bulb, 1}, {lamp, 2}, {bulb, 3}}).json();
  const boost::json::array lines{boost::json::object{{"sku", bulb}, {"qty", 4}, {"unit_price", 7}},
                                 boost::json::object{{"sku", lamp}, {"qty", 2}, {"unit_price", 5}}};
  EXPECT_EQ(list(order, "items"), lines);
  EXPECT_EQ(integer(order, "total"), 38);
}

TEST_F(Orders, AllLinesAreHeldOrNone) {
  const auto lamp = stocked(10, "lamp"), bulb = stocked(1, "bulb");
  const auto sale = opened({.items = {{lamp}, {bulb}}});
  expect_refused([&] { return place(sale, {{lamp, 1}, {bulb, 2}}); }, 409, "sold_out");
}

TEST_F(Orders, AHundredLinesAreTakenAndOneMoreIsNot) {
  std::vector<SaleItem> items;
  std::vector<Line> lines;
  for (int i = 0; i < 100; ++i) {
    items.push_back({stocked(1, "sku" + std::to_string(i)), i});
    lines.push_back({items.back().sku});
  }
  const auto sale = opened({.items = items});
  auto too_many = lines;
  too_many.push_back(lines[0]);
  EXPECT_TRUE(is_problem(place(sale, too_many), 400, "invalid_request"));
  const auto reply = place(sale, lines);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(list(reply.json(), "items").size(), 100u);
  EXPECT_EQ(integer(reply.json(), "total"), 99 * 100 / 2);
}

TEST_F(Orders, AMillionOfOneSkuIsTakenInOneLine) {
  const auto sku = stocked(1'000'000);
  const auto sale = opened({.items = {{sku, 0}}});
  EXPECT_EQ(place(sale, {{sku, 1'000'000}}).status, 201);
}

TEST_F(Orders, AnUnknownSaleIsNotFound) {
  const auto sku = stocked(1);
  expect_refused([&] { return place(own("none"), {{sku}}); }, 404, "sale_not_found");
}

TEST_F(Orders, ASkuOutsideTheSaleIsNotFoundInIt) {
  const auto lamp = stocked(1, "lamp"), bulb = stocked(1, "bulb");
  const auto sale = opened({.items = {{lamp}}});
  expect_refused([&] { return place(sale, {{lamp}, {bulb}}); }, 404, "sku_not_in_sale");
}

TEST_F(Orders, ASaleThatHasNotStartedSaysWhenToComeBack) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku}}, .starts_at = from_now(1h)});
  expect_refused([&] { return place(sale, {{sku}}); }, 409, "sale_not_started");
  const auto seconds = std::stoll(place(sale, {{sku}}).field("retry-after"));
  EXPECT_GT(seconds, 3500);
  EXPECT_LE(seconds, 3600);
}

TEST_F(Orders, ASaleThatHasEndedSaysSo) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku}}, .starts_at = from_now(-2h), .ends_at = from_now(-1h)});
  expect_refused([&] { return place(sale, {{sku}}); }, 409, "sale_ended");
}

TEST_F(Orders, ABuyersLimitCountsHeldAndSoldUnits) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku, 100, {}, 3}}});
  (void)held(sale, sku);
  (void)paid(sale, sku);
  expect_refused([&] { return place(sale, {{sku, 2}}); }, 409, "limit_reached");
  EXPECT_EQ(place(sale, {{sku, 1}}).status, 201);
  EXPECT_TRUE(is_problem(place(sale, {{sku, 1}}), 409, "limit_reached"));
  EXPECT_EQ(place(sale, {{sku, 3}}, "another").status, 201);
}

TEST_F(Orders, LinesOfOneSkuAreAddedUpBeforeTheLimit) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku, 100, {}, 2}}});
  expect_refused([&] { return place(sale, {{sku, 2}, {sku, 1}}); }, 409, "limit_reached");
}

TEST_F(Orders, LimitsAreOfOneSaleOnly) {
  const auto sku = stocked(10);
  const auto first = opened({.items = {{sku, 100, {}, 1}}}, "first");
  const auto second = opened({.items = {{sku, 100, {}, 1}}}, "second");
  (void)held(first, sku);
  (void)held(second, sku);
}

TEST_F(Orders, CancellingReturnsStockQuotaAndLimitAtOnce) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku, 100, 1, 1}}});
  const auto order = held(sale, sku);
  EXPECT_TRUE(is_problem(place(sale, {{sku}}, "another"), 409, "sold_out"));
  EXPECT_EQ(shop().cancel(order).status, 200);
  (void)held(sale, sku);
}

TEST_F(Orders, StockThatIsGoneIsSoldOut) {
  const auto sku = stocked(2);
  const auto sale = opened({.items = {{sku}}});
  (void)held(sale, sku);
  expect_refused([&] { return place(sale, {{sku, 2}}); }, 409, "sold_out");
  expect_sku(place(sale, {{sku, 2}}), sku);
}

TEST_F(Orders, AQuotaThatIsGoneIsSoldOutThoughThereIsStock) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku, 100, 2}}});
  (void)paid(sale, sku);
  expect_refused([&] { return place(sale, {{sku, 2}}); }, 409, "sold_out");
  EXPECT_EQ(place(sale, {{sku, 1}}).status, 201);
}

TEST_F(Orders, OfSeveralFailingLinesTheFirstAnswers) {
  const auto a = stocked(1, "a"), b = stocked(0, "b"), c = stocked(0, "c");
  const auto sale = opened({.items = {{a}, {c}, {b}}});
  expect_sku(place(sale, {{a}, {b}, {c}}), b);
  expect_sku(place(sale, {{a}, {c}, {b}}), c);
}

TEST_F(Orders, StockThatComesBackIsForSaleToThoseWhoKnock) {
  const auto sku = stocked(0);
  const auto sale = opened({.items = {{sku}}});
  EXPECT_TRUE(is_problem(place(sale, {{sku}}), 409, "sold_out"));
  EXPECT_EQ(shop().adjust_stock(sku, 1, new_key()).status, 200);
  EXPECT_EQ(place(sale, {{sku}}).status, 201);
}

TEST_F(Orders, AnUnknownOrderIsNotFound) {
  for (const auto* id : {"ord_0000000000000", "ord_", "nonsense", "ord_ZZZZZZZZZZZZZZZZZZZZZZZ"}) {
    const std::string target = std::string("/v1/orders/") + id;
    EXPECT_TRUE(is_problem(shop().get(target), 404, "order_not_found")) << id;
    EXPECT_TRUE(is_problem(shop().pay(id, "p", 1), 404, "order_not_found")) << id;
    EXPECT_TRUE(is_problem(shop().cancel(id), 404, "order_not_found")) << id;
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
