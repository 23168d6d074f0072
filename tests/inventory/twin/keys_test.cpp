// Buyers' limits and idempotency keys: what keeps one buyer from getting more than a share, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Limits : public testing::Test {};
TYPED_TEST_SUITE(Limits, Machines);

template <class M>
class Keys : public testing::Test {};
TYPED_TEST_SUITE(Keys, Machines);

TYPED_TEST(Limits, BindToTheUnit) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, {}, 3)});
  shop.accept(shop.order("ada", {{"lamp", 2}}));
  const Rejection rejection = shop.refuse(shop.order("ada", {{"lamp", 2}}));
  EXPECT_EQ(rejection.reason, Reason::limit_reached);
  EXPECT_EQ(rejection.sku, id<SkuId>("lamp"));
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
}

TYPED_TEST(Limits, CountWhatIsSold) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, {}, 1)});
  shop.accept(shop.payment(shop.accept(shop.order("ada"))));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
}

TYPED_TEST(Limits, ReturnWhenAnOrderIsCancelledOrExpires) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, {}, 1)});
  shop.accept(shop.cancellation(shop.accept(shop.order("ada"))));
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
  shop.expire_all();
  shop.accept(shop.order("ada"));
}

TYPED_TEST(Limits, AreEachBuyersOwn) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, {}, 1)});
  shop.accept(shop.order("ada"));
  shop.accept(shop.order("Ada"));
  shop.accept(shop.order("ada2"));
}

TYPED_TEST(Limits, AreEachSkusAndEachSalesOwn) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, {}, 1), item("sofa", 900, {}, 1)});
  shop.accept(shop.sale(terms({item("lamp", 100, {}, 1)}, "other")));
  shop.accept(shop.order("ada"));
  shop.accept(shop.order("ada", {{"sofa"}}));
  shop.accept(shop.order("ada", {{"lamp"}}, "other"));
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"lamp"}}, "other")).reason, Reason::limit_reached);
}

TYPED_TEST(Limits, GoBeforeSoldOut) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, {}, 1)}, 1);
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
  EXPECT_EQ(shop.refuse(shop.order("bea")).reason, Reason::sold_out);
}

TYPED_TEST(Keys, AnswerTheOrderAsItWasAccepted) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const PlaceOrder asked = shop.order("ada");
  const Outcome first = shop.run(asked);
  const OrderView order = std::get<OrderView>(first.answer.body);
  const auto expect_replay = [&] {
    const Outcome again = shop.run(asked);
    EXPECT_EQ(again.answer.met, Met::replayed);
    EXPECT_TRUE(again.events.empty());
    EXPECT_EQ(again.answer.record, first.answer.record);
    Answer as_accepted = first.answer;
    as_accepted.met = again.answer.met;
    as_accepted.depends_on = again.answer.depends_on;
    EXPECT_EQ(describe(again.answer), describe(as_accepted));
  };
  shop.wait(1);
  expect_replay();
  shop.accept(shop.payment(order));
  expect_replay();
  shop.wait(2 * hour_ms);
  expect_replay();
  EXPECT_EQ(shop.sku_now("lamp").sold, 1);
}

TYPED_TEST(Keys, AnswerAsHeldThoughTheOrderIsCancelledOrExpired) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const PlaceOrder cancelled = shop.order("ada");
  const PlaceOrder expired = shop.order("ada");
  shop.accept(shop.cancellation(shop.accept(cancelled)));
  shop.accept(expired);
  shop.expire_all();
  EXPECT_EQ(shop.accept(cancelled).status, OrderStatus::held);
  EXPECT_EQ(shop.accept(expired).status, OrderStatus::held);
  EXPECT_EQ(shop.sku_now("lamp").held, 0);
}

TYPED_TEST(Keys, AnswerBeforeAnyOtherCheck) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 1, 1)}, 1);
  const PlaceOrder asked = shop.order("ada");
  shop.accept(asked);
  EXPECT_EQ(shop.run(asked).answer.met, Met::replayed);
  shop.wait(2 * hour_ms);
  EXPECT_EQ(shop.run(asked).answer.met, Met::replayed);
}

TYPED_TEST(Keys, AreRefusedForAnotherBody) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  PlaceOrder asked = shop.order("ada");
  shop.accept(asked);
  asked.lines[0].qty = 2;
  ++asked.body.value;
  EXPECT_EQ(shop.refuse(asked).reason, Reason::key_reused);
  asked.sale = id<SaleId>("unknown");
  EXPECT_EQ(shop.refuse(asked).reason, Reason::key_reused);
}

TYPED_TEST(Keys, OfStockAreRefusedForOrders) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const AdjustStock delivery = shop.delivery("lamp", 1);
  shop.accept(delivery);
  PlaceOrder asked = shop.order("ada");
  asked.key = delivery.key;
  EXPECT_EQ(shop.refuse(asked).reason, Reason::key_reused);
  asked.body = delivery.body;
  EXPECT_EQ(shop.refuse(asked).reason, Reason::key_reused);
}

TYPED_TEST(Keys, AreNotBoundByARejection) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")}, 1);
  const OrderView first = shop.accept(shop.order("ada"));
  const PlaceOrder knocking = shop.order("bea");
  EXPECT_EQ(shop.refuse(knocking).reason, Reason::sold_out);
  EXPECT_EQ(shop.refuse(knocking).reason, Reason::sold_out);
  shop.accept(shop.cancellation(first));
  const Outcome won = shop.run(knocking);
  EXPECT_EQ(won.answer.met, Met::created);
  EXPECT_EQ(shop.run(knocking).answer.met, Met::replayed);
  EXPECT_EQ(shop.sku_now("lamp").held, 1);
}

TYPED_TEST(Keys, RefusedOnceMayComeWithAnotherBody) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")}, 1);
  PlaceOrder asked = shop.order("ada", {{"lamp", 2}});
  shop.refuse(asked);
  asked.lines[0].qty = 1;
  ++asked.body.value;
  EXPECT_EQ(shop.run(asked).answer.met, Met::created);
}

TYPED_TEST(Keys, ThatDifferMakeTwoOrdersOfOneBody) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const PlaceOrder first = shop.order("ada");
  PlaceOrder second = shop.order("ada");
  second.body = first.body;
  EXPECT_EQ(shop.accept(first).order, OrderNumber{1});
  EXPECT_EQ(shop.accept(second).order, OrderNumber{2});
}

}  // namespace
}  // namespace doorbuster::inventory::twin
