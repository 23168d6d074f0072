// Facts about SKUs, stock and sales: those that fit are taken, the others refused whole.
#include "misfits.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST_F(Apply, TakesWhatFits) {
  EXPECT_EQ(apply(shop.state, held_event), std::nullopt);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST_F(Apply, RefusesAnEventOutOfTime) {
  held_event.at.ms = limits::instant_ms_max + 1;
  expect_refused(held_event, "an event happened at no tellable time");
}

TEST_F(Apply, RefusesASkuWithoutId) { expect_refused(SkuPut{}, "a SKU without an id was put"); }

TEST_F(Apply, RefusesAdjustmentsThatDoNotFit) {
  const SkuId lamp = id<SkuId>("lamp");
  expect_refused(StockAdjusted{id<SkuId>("none"), 1, "", {5, 5}, {1}}, "stock of an unknown SKU was adjusted");
  expect_refused(StockAdjusted{lamp, -9, "", {5, 5}, {1}}, "an adjustment takes more stock than is available");
  expect_refused(StockAdjusted{lamp, limits::sum_max, "", {5, 5}, {1}},
                 "an adjustment takes a SKU's stock past its bound");
  const KeyDigest bound = std::get<StockAdjusted>(shop.events[1].fact).key;
  expect_refused(StockAdjusted{lamp, 1, "", bound, {1}}, "an adjustment's idempotency key is bound already");
}

TEST_F(Apply, RefusesAnotherMerchantsThings) {
  expect_refused(Event{shop.now, {1}, StockAdjusted{id<SkuId>("lamp"), 1, "", {5, 5}, {1}}},
                 "stock of an unknown SKU was adjusted");
  expect_refused(Event{shop.now, {1}, held_fact()}, "an order is for an unknown sale");
  expect_refused(Event{shop.now, {1}, OrderCancelled{held, sale}},
                 "an order is unknown, or not of the sale that is named with it");
}

TEST_F(Apply, RefusesSaleTermsOutOfRange) {
  expect_sale_refused([](auto& t) { t.sale = {}; }, "a sale without an id was put");
  expect_sale_refused([](auto& t) { t.ends_at = t.starts_at; }, "a sale ends before it starts");
  expect_sale_refused([](auto& t) { t.ends_at.ms = limits::instant_ms_max + 1; },
                      "a sale starts or ends at no tellable time");
  expect_sale_refused([](auto& t) { t.hold_seconds = 0; }, "a sale's hold_seconds is out of range");
  expect_sale_refused([](auto& t) { t.hold_seconds = limits::hold_seconds_max + 1; },
                      "a sale's hold_seconds is out of range");
  expect_sale_refused([](auto& t) { t.items.clear(); }, "a sale has no items or too many");
  expect_sale_refused([](auto& t) { t.items[0].price = -1; }, "a sale item's price is out of range");
  expect_sale_refused([](auto& t) { t.items[0].price = limits::price_minor + 1; },
                      "a sale item's price is out of range");
  expect_sale_refused([](auto& t) { t.items[0].quota = -1; }, "a sale item's quota is below zero");
  expect_sale_refused([](auto& t) { t.items[0].per_buyer_limit = -1; },
                      "a sale item's limit for a buyer is below zero");
}

TEST_F(Apply, RefusesSaleItemsThatAreNotThereOrThereTwice) {
  expect_sale_refused([](auto& t) { t.items[0].sku = id<SkuId>("none"); }, "a sale item names an unknown SKU");
  expect_sale_refused([](auto& t) { t.items.push_back(t.items[0]); }, "two items of a sale name one SKU");
}

TEST_F(Apply, RefusesToPullASaleFromUnderItsOrders) {
  shop.put_sku("bulb");
  expect_sale_refused([](auto& t) { t.currency = Currency::parse("CNY").value(); },
                      "the currency of a sale with orders was changed");
  expect_sale_refused([](auto& t) { t.one_order_in_flight = true; },
                      "how many orders a buyer may have in flight was changed in a sale with orders");
  expect_sale_refused([](auto& t) { t.items[0].sku = id<SkuId>("bulb"); },
                      "an item of a sale with orders was removed");
  expect_sale_refused([](auto& t) { t.items[0].quota = 1; }, "a quota became less than what is held and sold");
}

TEST_F(Apply, CountsOnlyWhatItTakes) {
  const Position before = shop.state.position();
  expect_refused(SkuPut{}, "a SKU without an id was put");
  EXPECT_EQ(shop.state.position(), before);
  ASSERT_EQ(apply(shop.state, held_event), std::nullopt);
  EXPECT_EQ(shop.state.position(), Position{before.value + 1});
}

}  // namespace
}  // namespace doorbuster::inventory::tests
