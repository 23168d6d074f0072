// Late payments that take their order back, if all that it needs is still to be had, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Reclaims : public testing::Test {};
TYPED_TEST_SUITE(Reclaims, Machines);

SaleTerms reclaiming(const std::vector<SaleItemTerms>& items) {
  SaleTerms sale = terms(items);
  sale.late_payment = LatePayment::reclaim;
  return sale;
}

TYPED_TEST(Reclaims, PayForWhatIsStillThere) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp", 100, 2, 2)}), 2);
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.expire_all();
  const Outcome paid = shop.run(shop.payment(order));
  EXPECT_EQ(types(paid.events), (Types{"order_paid"}));
  EXPECT_EQ(std::get<OrderView>(paid.answer.body).status, OrderStatus::paid);
  EXPECT_EQ(shop.sku_now("lamp").sold, 2);
  EXPECT_EQ(shop.sale_now().gmv, 200);
  EXPECT_EQ(shop.sale_now().orders, (std::array<std::uint64_t, order_statuses>{0, 1, 0, 0}));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
}

TYPED_TEST(Reclaims, OfADueHoldRecordItsEndFirst) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp", 100, 1, 1)}), 1);
  const OrderView order = shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  const Outcome paid = shop.run(shop.payment(order));
  EXPECT_EQ(types(paid.events), (Types{"order_expired", "order_paid"}));
  EXPECT_EQ(paid.answer.record, Position{6});
  EXPECT_EQ(paid.answer.depends_on, Position{6});
  EXPECT_TRUE(shop.sweep().empty());
}

TYPED_TEST(Reclaims, AnswerTheSamePaymentAgainAndRefuseAnother) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp")}));
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  shop.accept(shop.payment(order, "one"));
  EXPECT_TRUE(shop.run(shop.payment(order, "one")).events.empty());
  EXPECT_EQ(shop.refuse(shop.payment(order, "two")).reason, Reason::already_paid);
}

TYPED_TEST(Reclaims, AreRefundedWhenTheStockIsGone) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp")}), 2);
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.expire_all();
  shop.accept(shop.order("bea"));
  const Outcome late = shop.run(shop.payment(order));
  EXPECT_EQ(reason(late.answer), Reason::hold_expired);
  EXPECT_EQ(types(late.events), (Types{"refund_due"}));
  EXPECT_EQ(shop.sku_now("lamp").sold, 0);
}

TYPED_TEST(Reclaims, AreRefundedWhenTheQuotaIsGone) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp", 100, 2)}), 10);
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.expire_all();
  shop.accept(shop.order("bea"));
  EXPECT_EQ(types(shop.run(shop.payment(order)).events), (Types{"refund_due"}));
}

TYPED_TEST(Reclaims, AreRefundedWhenTheBuyersLimitIsUsedUp) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp", 100, {}, 1)}));
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  shop.accept(shop.order("ada"));
  const Outcome late = shop.run(shop.payment(order));
  EXPECT_EQ(reason(late.answer), Reason::hold_expired);
  EXPECT_EQ(types(late.events), (Types{"refund_due"}));
}

TYPED_TEST(Reclaims, MeetTheLimitAndQuotaAsTheyAreNow) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp", 100, 2, 2)}));
  const OrderView first = shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.expire_all();
  const OrderView second = shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.accept(shop.payment(second));
  shop.accept(shop.sale(reclaiming({item("lamp", 100, 4, 4)})));
  EXPECT_EQ(shop.accept(shop.payment(first)).status, OrderStatus::paid);
}

TYPED_TEST(Reclaims, MeetALimitThatWasLowered) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp", 100, {}, 2)}));
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.expire_all();
  shop.accept(shop.sale(reclaiming({item("lamp", 100, {}, 1)})));
  EXPECT_EQ(types(shop.run(shop.payment(order)).events), (Types{"refund_due"}));
}

TYPED_TEST(Reclaims, TakeAllLinesOrNone) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp"), item("sofa")}), 1);
  const OrderView order = shop.accept(shop.order("ada", {{"lamp"}, {"sofa"}}));
  shop.expire_all();
  shop.accept(shop.order("bea", {{"sofa"}}));
  EXPECT_EQ(types(shop.run(shop.payment(order)).events), (Types{"refund_due"}));
  EXPECT_EQ(shop.sku_now("lamp").available, 1);
}

TYPED_TEST(Reclaims, AreForOrdersAcceptedWhileTheSaleReclaimed) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp")}));
  const OrderView reclaimed = shop.accept(shop.order("ada"));
  shop.accept(shop.sale(terms({item("lamp")})));
  const OrderView refunded = shop.accept(shop.order("ada"));
  shop.accept(shop.sale(reclaiming({item("lamp")})));
  shop.expire_all();
  EXPECT_EQ(types(shop.run(shop.payment(reclaimed)).events), (Types{"order_paid"}));
  EXPECT_EQ(types(shop.run(shop.payment(refunded)).events), (Types{"refund_due"}));
}

TYPED_TEST(Reclaims, NeverTakeAPaymentThatIsDueBack) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp")}), 1);
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  const OrderView rival = shop.accept(shop.order("bea"));
  EXPECT_EQ(types(shop.run(shop.payment(order, "due-back")).events), (Types{"refund_due"}));
  shop.accept(shop.cancellation(rival));
  EXPECT_EQ(shop.refuse(shop.payment(order, "due-back")).reason, Reason::hold_expired);
  EXPECT_EQ(shop.accept(shop.payment(order, "fresh")).status, OrderStatus::paid);
}

TYPED_TEST(Reclaims, GoOnAfterTheSalesEnd) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp")}));
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  shop.wait(2 * hour_ms);
  EXPECT_EQ(shop.accept(shop.payment(order)).status, OrderStatus::paid);
}

TYPED_TEST(Reclaims, ThatWouldTakeTheGmvPastItsBoundAreRefused) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("gold", limits::price_minor), item("lamp", 1)}), limits::quantity_per_line);
  const OrderView small = shop.accept(shop.order("ada"));
  shop.accept(shop.payment(shop.accept(shop.order("bea", {{"gold", limits::quantity_per_line}}))));
  shop.expire_all();
  EXPECT_EQ(shop.refuse(shop.payment(small)).reason, Reason::out_of_range);
  EXPECT_EQ(shop.order_now(small).status, OrderStatus::expired);
}

TYPED_TEST(Reclaims, OfADueHoldThatAreRefusedForTheGmvLeaveItExpired) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("gold", limits::price_minor), item("lamp", 1)}), limits::quantity_per_line);
  const OrderView small = shop.accept(shop.order("ada"));
  shop.accept(shop.payment(shop.accept(shop.order("bea", {{"gold", limits::quantity_per_line}}))));
  shop.wait(hold_ms);
  const Outcome late = shop.run(shop.payment(small));
  EXPECT_EQ(reason(late.answer), Reason::out_of_range);
  EXPECT_EQ(types(late.events), (Types{"order_expired"}));
  EXPECT_EQ(shop.order_now(small).status, OrderStatus::expired);
}

TYPED_TEST(Reclaims, OfSeveralExpiredOrdersGoToWhoPaysFirst) {
  Shop<TypeParam> shop;
  shop.open(reclaiming({item("lamp")}), 1);
  const OrderView first = shop.accept(shop.order("ada"));
  shop.expire_all();
  const OrderView second = shop.accept(shop.order("bea"));
  shop.expire_all();
  EXPECT_EQ(types(shop.run(shop.payment(second)).events), (Types{"order_paid"}));
  EXPECT_EQ(types(shop.run(shop.payment(first)).events), (Types{"refund_due"}));
}

}  // namespace
}  // namespace doorbuster::inventory::twin
