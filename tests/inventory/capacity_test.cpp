// At each bound of the state a command is refused by name and changes nothing, and a fact past it doesn't fit.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

// small_capacity but for one bound, which these set.
Capacity with(std::uint32_t Capacity::*bound, std::uint32_t value) {
  Capacity capacity = small_capacity;
  capacity.*bound = value;
  return capacity;
}

void expect_full(Shop& shop, const Command& command, const std::string& detail) {
  const Fingerprint before = fingerprint(shop.state);
  const Answer answer = shop.tell(command);
  ASSERT_EQ(reason_of(answer), Reason::capacity_reached);
  EXPECT_EQ(std::get<Rejection>(answer.body).detail, detail);
  EXPECT_EQ(answer.depends_on, Position{0});
  EXPECT_EQ(fingerprint(shop.state), before);
}

TEST(Capacity, BoundsSkus) {
  Shop shop = open_shop(with(&Capacity::skus, 1));
  expect_full(shop, PutSku{merchant, id<SkuId>("bulb"), ""}, "as many SKUs as it may hold");
  EXPECT_EQ(reason_of(shop.tell(PutSku{merchant, id<SkuId>("lamp"), "still changes"})), std::nullopt);
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, SkuPut{id<SkuId>("bulb"), ""}}),
            "there are more SKUs than the capacity allows");
}

TEST(Capacity, BoundsSales) {
  Shop shop = open_shop(with(&Capacity::sales, 1));
  SaleTerms terms = lamp_terms();
  terms.sale = id<SaleId>("day");
  expect_full(shop, PutSale{merchant, terms}, "as many sales as it may hold");
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, SalePut{terms}}), "there are more sales than the capacity allows");
}

TEST(Capacity, BoundsSaleItems) {
  Shop shop = open_shop(with(&Capacity::sale_items, 1));
  shop.put_sku("bulb");
  SaleTerms terms = lamp_terms();
  terms.items.push_back({.sku = id<SkuId>("bulb"), .price = 1, .quota = {}, .per_buyer_limit = {}});
  expect_full(shop, PutSale{merchant, terms}, "as many sale items as it may hold");
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, SalePut{terms}}),
            "there are more sale items than the capacity allows");
}

TEST(Capacity, CountsReplacedItemsOnce) {
  Shop shop(with(&Capacity::sale_items, 1));
  shop.put_sku("lamp");
  shop.put_sku("bulb");
  shop.now = Instant{sale_start.ms - 1};
  SaleTerms terms = lamp_terms();
  for (const char* sku : {"lamp", "bulb", "lamp", "bulb"}) {
    terms.items[0].sku = id<SkuId>(sku);
    EXPECT_EQ(reason_of(shop.put_sale(terms)), std::nullopt);
  }
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST(Capacity, BoundsOrders) {
  Shop shop = open_shop(with(&Capacity::orders, 1));
  shop.place("u1");
  expect_full(shop, shop.order("u1"), "as many orders as it may hold");
}

TEST(Capacity, BoundsOrderLines) {
  Shop shop = open_shop(with(&Capacity::order_lines, 1));
  shop.place("u1");
  expect_full(shop, shop.order("u1"), "as many order lines as it may hold");
}

TEST(Capacity, BoundsBuyers) {
  Shop shop = open_shop(with(&Capacity::buyers, 1));
  shop.place("u1");
  expect_full(shop, shop.order("u2"), "as many buyers as it may hold");
  EXPECT_EQ(reason_of(shop.tell(shop.order("u1"))), std::nullopt);
}

TEST(Capacity, BoundsStockKeys) {
  Shop shop = open_shop(with(&Capacity::stock_keys, 1));
  expect_full(shop, AdjustStock{merchant, id<SkuId>("lamp"), 1, "", shop.new_key(), {1}},
              "as many stock adjustments as it may hold");
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, StockAdjusted{id<SkuId>("lamp"), 1, "", {5, 5}, {1}}}),
            "there are more stock adjustments than the capacity allows");
}

TEST(Capacity, BoundsPayments) {
  Shop shop = open_shop(with(&Capacity::payments, 1));
  shop.place("u1");
  shop.place("u1");
  shop.pay({1}, 100);
  expect_full(shop, PayOrder{merchant, {2}, id<PaymentId>("p2"), 100}, "as many payments as it may hold");
  shop.cancel({2});
  expect_full(shop, PayOrder{merchant, {2}, id<PaymentId>("p2"), 100}, "as many payments as it may hold");
  EXPECT_EQ(reason_of(shop.pay({1}, 100)), std::nullopt);
}

TEST(Capacity, IsReservedWholeAtTheStart) {
  const Capacity capacity = with(&Capacity::orders, 4);
  const std::uint64_t told = table_bytes(capacity);
  const std::uint64_t before = table_bytes_reserved();
  Shop shop = open_shop(capacity);
  for (const char* buyer : {"u1", "u2", "u3", "u4"}) shop.place(buyer);
  expect_full(shop, shop.order("u5"), "as many orders as it may hold");
  EXPECT_EQ(table_bytes_reserved() - before, told) << "and a full state has no more";
  EXPECT_EQ(table_bytes(capacity), told) << "whatever was reserved before";
  EXPECT_GE(table_bytes(with(&Capacity::orders, 1'004)) - told, 1'000 * sizeof(Order));
}

TEST(Capacity, IsRefusedToFactsPastIt) {
  Shop shop = open_shop();
  shop.place("u1");
  shop.place("u2");
  shop.pay({1}, 100);
  shop.pay({2}, 100, "other");
  const auto fold = [&](const Capacity& capacity) -> std::string_view {
    State state(capacity);
    for (const Event& event : shop.events) {
      if (const auto misfit = apply(state, event)) return *misfit;
    }
    return "it fits";
  };
  EXPECT_EQ(fold(small_capacity), "it fits");
  EXPECT_EQ(fold(with(&Capacity::orders, 1)), "there are more orders than the capacity allows");
  EXPECT_EQ(fold(with(&Capacity::order_lines, 1)), "there are more order lines than the capacity allows");
  EXPECT_EQ(fold(with(&Capacity::buyers, 1)), "there are more buyers than the capacity allows");
  EXPECT_EQ(fold(with(&Capacity::payments, 1)), "there are more payments than the capacity allows");
  for (const auto bound : {&Capacity::orders, &Capacity::order_lines, &Capacity::buyers, &Capacity::payments}) {
    EXPECT_TRUE(is_want_of_room(fold(with(bound, 1))));
  }
  for (const auto bound : {&Capacity::skus, &Capacity::sales, &Capacity::sale_items, &Capacity::stock_keys}) {
    EXPECT_TRUE(is_want_of_room(fold(with(bound, 0))));
  }
  EXPECT_FALSE(is_want_of_room("the order is not held"));
}

}  // namespace
}  // namespace doorbuster::inventory::tests
