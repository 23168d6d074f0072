// Where an order has several things wrong with it, the contract says which one answers.
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t price_max = 1'000'000'000'000;
constexpr std::int64_t qty_max = 1'000'000;

class OrderChecks : public ContractTest {
 protected:
  void expect(const Order& order, int status, std::string_view code) {
    expect_refused([&] { return shop().place(order, new_key()); }, status, code);
  }
};

TEST_F(OrderChecks, ShapeComesBeforeABoundKey) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku}}});
  const auto key = new_key();
  EXPECT_EQ(shop().place({sale, own("b"), {{sku}}}, key).status, 201);
  EXPECT_TRUE(is_problem(shop().place({sale, own("b"), {{sku, 0}}}, key), 400, "invalid_request"));
}

TEST_F(OrderChecks, ABoundKeyComesBeforeTheSale) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku}}});
  const auto key = new_key();
  EXPECT_EQ(shop().place({sale, own("b"), {{sku}}}, key).status, 201);
  EXPECT_TRUE(is_problem(shop().place({own("none"), own("b"), {{sku}}}, key), 422, "idempotency_key_reused"));
}

TEST_F(OrderChecks, TheSaleComesBeforeTheSku) {
  (void)stocked(1);
  expect({own("none"), own("b"), {{own("none")}}}, 404, "sale_not_found");
}

TEST_F(OrderChecks, TheSkuComesBeforeTheWindow) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku}}, .starts_at = from_now(1h)});
  expect({sale, own("b"), {{own("none")}}}, 404, "sku_not_in_sale");
}

TEST_F(OrderChecks, ATotalOutOfBoundsComesBeforeTheWindow) {
  const auto a = stocked(1, "a"), b = stocked(1, "b");
  const auto sale = opened({.items = {{a, price_max}, {b, price_max}}, .starts_at = from_now(1h)});
  expect({sale, own("b"), {{a, qty_max}, {b, qty_max}}}, 400, "invalid_request");
  expect({sale, own("b"), {{a, qty_max}}}, 409, "sale_not_started");
  expect({sale, own("b"), {{a, qty_max}, {own("none")}}}, 404, "sku_not_in_sale");
}

TEST_F(OrderChecks, TheWindowComesBeforeTheLimit) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku, 1, 1, 1}}, .starts_at = from_now(-2h), .ends_at = from_now(-1h)});
  expect({sale, own("b"), {{sku, 2}}}, 409, "sale_ended");
}

TEST_F(OrderChecks, AnOrderInFlightComesAfterTheWindowAndBeforeTheLimit) {
  const auto sku = stocked(1);
  Sale terms{.items = {{sku, 1, 1, 1}}, .one_order_in_flight = true};
  const auto sale = opened(terms);
  const auto key = new_key();
  const auto first = shop().place({sale, own("b"), {{sku}}}, key);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(shop().place({sale, own("b"), {{sku}}}, key).body, first.body);
  expect({sale, own("b"), {{sku, 2}}}, 409, "order_in_flight");
  const auto refused = shop().place({sale, own("b"), {{sku}}}, new_key());
  EXPECT_EQ(text(refused.json(), "order"), text(first.json(), "order"));
  EXPECT_EQ(shop().cancel(text(first.json(), "order")).status, 200);
  expect({sale, own("b"), {{sku, 2}}}, 409, "limit_reached");
  const auto second = held(sale, sku, "b");
  terms.ends_at = from_now(-30min);
  EXPECT_EQ(shop().put_sale(sale, terms).status, 200);
  expect({sale, own("b"), {{sku}}}, 409, "sale_ended");
  EXPECT_EQ(shop().pay(second, "p", 1).status, 200);
}

TEST_F(OrderChecks, TheLimitComesBeforeQuotaAndStock) {
  const auto sku = stocked(0);
  const auto sale = opened({.items = {{sku, 1, 1, 1}}});
  expect({sale, own("b"), {{sku, 2}}}, 409, "limit_reached");
  expect({sale, own("b"), {{sku, 1}}}, 409, "sold_out");
}

TEST_F(OrderChecks, TheLimitOfALaterLineComesBeforeTheStockOfAnEarlierOne) {
  const auto a = stocked(0, "a"), b = stocked(5, "b");
  const auto sale = opened({.items = {{a}, {b, 1, {}, 1}}});
  expect({sale, own("b"), {{a}, {b, 2}}}, 409, "limit_reached");
}

}  // namespace
}  // namespace doorbuster::system_tests
