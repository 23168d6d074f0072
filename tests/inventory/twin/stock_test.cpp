// SKUs and their stock, on both machines.
#include <limits>

#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Stock : public testing::Test {};
TYPED_TEST_SUITE(Stock, Machines);

TYPED_TEST(Stock, StartsAtNothingForANewSku) {
  Shop<TypeParam> shop;
  const Outcome put = shop.run(shop.naming("lamp", "Goodnight lamp"));
  EXPECT_EQ(put.answer.met, Met::created);
  EXPECT_EQ(types(put.events), (Types{"sku_put"}));
  const SkuView lamp = shop.sku_now("lamp");
  EXPECT_EQ(lamp.name, "Goodnight lamp");
  EXPECT_EQ(lamp.received, 0);
  EXPECT_EQ(lamp.available, 0);
  EXPECT_EQ(lamp.held, 0);
  EXPECT_EQ(lamp.sold, 0);
}

TYPED_TEST(Stock, StaysWhenItsSkuIsRenamed) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  shop.accept(shop.delivery("lamp", 5));
  const Outcome renamed = shop.run(shop.naming("lamp", "Goodnight lamp"));
  EXPECT_EQ(renamed.answer.met, Met::changed);
  EXPECT_EQ(types(renamed.events), (Types{"sku_put"}));
  EXPECT_EQ(shop.sku_now("lamp").name, "Goodnight lamp");
  EXPECT_EQ(shop.sku_now("lamp").available, 5);
}

TYPED_TEST(Stock, RecordsNothingWhenTheSkusNameStays) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  const Outcome again = shop.run(shop.naming("lamp", "Lamp"));
  EXPECT_EQ(again.answer.met, Met::changed);
  EXPECT_TRUE(again.events.empty());
}

TYPED_TEST(Stock, GrowsByADelivery) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  shop.accept(shop.delivery("lamp", 1000));
  const Outcome delivered = shop.run(shop.delivery("lamp", 7));
  EXPECT_EQ(delivered.answer.met, Met::changed);
  EXPECT_EQ(types(delivered.events), (Types{"stock_adjusted"}));
  EXPECT_EQ(shop.sku_now("lamp").received, 1007);
  EXPECT_EQ(shop.sku_now("lamp").available, 1007);
}

TYPED_TEST(Stock, ShrinksToNothingAndNotBelow) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  shop.accept(shop.delivery("lamp", 5));
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", -6)).reason, Reason::insufficient_stock);
  EXPECT_EQ(shop.accept(shop.delivery("lamp", -5)).received, 0);
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", -1)).reason, Reason::insufficient_stock);
}

TYPED_TEST(Stock, CannotTakeAwayWhatIsHeldOrSold) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")}, 10);
  shop.accept(shop.order("ada", {{"lamp", 3}}));
  shop.accept(shop.payment(shop.accept(shop.order("bea", {{"lamp", 4}}))));
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", -4)).reason, Reason::insufficient_stock);
  const SkuView lamp = shop.accept(shop.delivery("lamp", -3));
  EXPECT_EQ(lamp.received, 7);
  EXPECT_EQ(lamp.available, 0);
  EXPECT_EQ(lamp.held, 3);
  EXPECT_EQ(lamp.sold, 4);
}

TYPED_TEST(Stock, TakesAnAdjustmentByNothing) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  EXPECT_EQ(types(shop.run(shop.delivery("lamp", 0)).events), (Types{"stock_adjusted"}));
}

TYPED_TEST(Stock, OfAnUnknownSkuIsNotFound) {
  Shop<TypeParam> shop;
  const Rejection rejection = shop.refuse(shop.delivery("lamp", 1));
  EXPECT_EQ(rejection.reason, Reason::sku_not_found);
  EXPECT_EQ(reason(shop.machine.ask(ReadSku{shop.merchant, id<SkuId>("lamp")}, shop.now)), Reason::sku_not_found);
}

TYPED_TEST(Stock, GrowsToTheBoundAndNotPastIt) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", limits::sum_max + 1)).reason, Reason::out_of_range);
  EXPECT_EQ(shop.accept(shop.delivery("lamp", limits::sum_max)).received, limits::sum_max);
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", 1)).reason, Reason::out_of_range);
}

TYPED_TEST(Stock, NeverWraps) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  shop.accept(shop.delivery("lamp", limits::sum_max));
  constexpr auto most = std::numeric_limits<Quantity>::max();
  constexpr auto least = std::numeric_limits<Quantity>::min();
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", most)).reason, Reason::out_of_range);
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", least)).reason, Reason::insufficient_stock);
}

TYPED_TEST(Stock, ReplaysAnAdjustmentWithTheSkuAsItIsNow) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  const AdjustStock first = shop.delivery("lamp", 5);
  const Answer accepted = shop.run(first).answer;
  shop.accept(shop.delivery("lamp", 2));
  const Outcome again = shop.run(first);
  EXPECT_EQ(again.answer.met, Met::replayed);
  EXPECT_TRUE(again.events.empty());
  EXPECT_EQ(std::get<SkuView>(again.answer.body).received, 7);
  EXPECT_EQ(again.answer.record, accepted.record);
  EXPECT_EQ(again.answer.depends_on, Position{3});
}

TYPED_TEST(Stock, ReplaysWhatWouldBeRefusedByNow) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  shop.accept(shop.delivery("lamp", 5));
  const AdjustStock taken = shop.delivery("lamp", -5);
  shop.accept(taken);
  EXPECT_EQ(shop.run(taken).answer.met, Met::replayed);
  EXPECT_EQ(shop.sku_now("lamp").received, 0);
}

TYPED_TEST(Stock, RefusesAKeyThatIsBoundToOtherContent) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  AdjustStock delivery = shop.delivery("lamp", 5);
  shop.accept(delivery);
  delivery.delta = 6;
  ++delivery.body.value;
  EXPECT_EQ(shop.refuse(delivery).reason, Reason::key_reused);
}

TYPED_TEST(Stock, LooksAtTheKeyBeforeTheSku) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  AdjustStock delivery = shop.delivery("lamp", 5);
  shop.accept(delivery);
  delivery.sku = id<SkuId>("unknown");
  ++delivery.body.value;
  EXPECT_EQ(shop.refuse(delivery).reason, Reason::key_reused);
}

TYPED_TEST(Stock, SharesItsKeysWithOrders) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const PlaceOrder order = shop.order("ada");
  shop.accept(order);
  AdjustStock delivery = shop.delivery("lamp", 5);
  delivery.key = order.key;
  EXPECT_EQ(shop.refuse(delivery).reason, Reason::key_reused);
  delivery.body = order.body;
  EXPECT_EQ(shop.refuse(delivery).reason, Reason::key_reused);
}

TYPED_TEST(Stock, RefusedBindsNoKey) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  AdjustStock adjustment = shop.delivery("lamp", -1);
  EXPECT_EQ(shop.refuse(adjustment).reason, Reason::insufficient_stock);
  adjustment.delta = 3;
  ++adjustment.body.value;
  EXPECT_EQ(shop.accept(adjustment).received, 3);
}

TYPED_TEST(Stock, BalancesAtEveryMoment) {
  Shop<TypeParam> shop;
  const auto expect = [&shop](Quantity available, Quantity held, Quantity sold) {
    const SkuView lamp = shop.sku_now("lamp");
    EXPECT_EQ(lamp.received, lamp.available + lamp.held + lamp.sold);
    EXPECT_EQ(std::vector({lamp.available, lamp.held, lamp.sold}), std::vector({available, held, sold}));
  };
  shop.open({item("lamp")}, 10);
  expect(10, 0, 0);
  const OrderView first = shop.accept(shop.order("ada", {{"lamp", 2}}));
  const OrderView second = shop.accept(shop.order("bea", {{"lamp", 3}}));
  shop.accept(shop.order("cat", {{"lamp", 4}}));
  expect(1, 9, 0);
  shop.accept(shop.payment(first));
  expect(1, 7, 2);
  shop.accept(shop.cancellation(second));
  expect(4, 4, 2);
  shop.expire_all();
  expect(8, 0, 2);
}

}  // namespace
}  // namespace doorbuster::inventory::twin
