// Payments: in time, told again, wrong, and late where the sale refunds, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Payments : public testing::Test {};
TYPED_TEST_SUITE(Payments, Machines);

template <class M>
class LatePayments : public testing::Test {};
TYPED_TEST_SUITE(LatePayments, Machines);

TYPED_TEST(Payments, SellWhatWasHeld) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 250)});
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 2}}));
  const Outcome paid = shop.run(shop.payment(order, "pay-123"));
  EXPECT_EQ(paid.answer.met, Met::changed);
  ASSERT_EQ(types(paid.events), (Types{"order_paid"}));
  const auto& fact = std::get<OrderPaid>(paid.events[0].fact);
  EXPECT_EQ(fact.order, order.order);
  EXPECT_EQ(fact.sale, order.sale);
  EXPECT_EQ(fact.payment, id<PaymentId>("pay-123"));
  EXPECT_EQ(fact.amount, 500);
  EXPECT_EQ(shop.order_now(order).status, OrderStatus::paid);
  EXPECT_EQ(shop.sku_now("lamp").sold, 2);
  EXPECT_EQ(shop.sku_now("lamp").held, 0);
  EXPECT_EQ(shop.sale_now().gmv, 500);
}

TYPED_TEST(Payments, ToldAgainAnswerTheSameAndRecordNothing) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.accept(shop.payment(order));
  for (const std::int64_t later : {std::int64_t{0}, 2 * hold_ms}) {
    shop.wait(later);
    const Outcome again = shop.run(shop.payment(order));
    EXPECT_EQ(again.answer.met, Met::changed);
    EXPECT_TRUE(again.events.empty());
    EXPECT_EQ(std::get<OrderView>(again.answer.body).status, OrderStatus::paid);
  }
  EXPECT_EQ(shop.sale_now().gmv, 100);
}

TYPED_TEST(Payments, OfAnUnknownOrderAreRefused) {
  Shop<TypeParam> shop;
  EXPECT_EQ(shop.refuse(PayOrder{shop.merchant, OrderNumber{7}, id<PaymentId>("p"), 1}).reason,
            Reason::order_not_found);
}

TYPED_TEST(Payments, OfAnotherIdAreRefusedOncePaidWhateverTheirAmount) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.accept(shop.payment(order, "first"));
  PayOrder second = shop.payment(order, "second");
  EXPECT_EQ(shop.refuse(second).reason, Reason::already_paid);
  ++second.amount;
  EXPECT_EQ(shop.refuse(second).reason, Reason::already_paid);
}

TYPED_TEST(Payments, OfAnotherAmountAreRefusedAndTheHoldStays) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100)});
  const OrderView order = shop.accept(shop.order("ada"));
  for (const Money amount : {0, 99, 101}) {
    PayOrder wrong = shop.payment(order);
    wrong.amount = amount;
    EXPECT_EQ(shop.refuse(wrong).reason, Reason::amount_mismatch);
  }
  EXPECT_EQ(shop.accept(shop.payment(order)).status, OrderStatus::paid);
}

TYPED_TEST(Payments, ToldAgainWithAnotherAmountAreRefused) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  PayOrder payment = shop.payment(order);
  shop.accept(payment);
  ++payment.amount;
  EXPECT_EQ(shop.refuse(payment).reason, Reason::amount_mismatch);
}

TYPED_TEST(Payments, AreInTimeToTheLastMillisecond) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.wait(hold_ms - 1);
  EXPECT_EQ(shop.accept(shop.payment(order)).status, OrderStatus::paid);
}

TYPED_TEST(Payments, GoOnAfterTheSalesEnd) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.wait(hour_ms - 1);
  const OrderView order = shop.accept(shop.order("ada"));
  shop.wait(hold_ms - 1);
  EXPECT_EQ(shop.sale_now().status, SaleStatus::ended);
  EXPECT_EQ(shop.accept(shop.payment(order)).status, OrderStatus::paid);
}

TYPED_TEST(Payments, HaveIdsThatBelongToTheirOrder) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView first = shop.accept(shop.order("ada"));
  const OrderView second = shop.accept(shop.order("ada"));
  shop.accept(shop.payment(first, "same"));
  EXPECT_EQ(types(shop.run(shop.payment(second, "same")).events), (Types{"order_paid"}));
}

TYPED_TEST(Payments, ThatWouldTakeTheGmvPastItsBoundAreRefused) {
  Shop<TypeParam> shop;
  shop.open({item("gold", limits::price_minor), item("lamp", 1)}, 2 * limits::quantity_per_line);
  const OrderView huge = shop.accept(shop.order("ada", {{"gold", limits::quantity_per_line}}));
  const OrderView small = shop.accept(shop.order("bea"));
  shop.accept(shop.payment(huge));
  EXPECT_EQ(shop.sale_now().gmv, limits::sum_max);
  EXPECT_EQ(shop.refuse(shop.payment(small)).reason, Reason::out_of_range);
  EXPECT_EQ(shop.order_now(small).status, OrderStatus::held);
}

TYPED_TEST(LatePayments, FindTheirOrderExpiredAtTheMillisecondItIsDue) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  const Outcome late = shop.run(shop.payment(order, "late"));
  EXPECT_EQ(reason(late.answer), Reason::hold_expired);
  ASSERT_EQ(types(late.events), (Types{"order_expired", "refund_due"}));
  const auto& refund = std::get<RefundDue>(late.events[1].fact);
  EXPECT_EQ(refund.order, order.order);
  EXPECT_EQ(refund.sale, order.sale);
  EXPECT_EQ(refund.payment, id<PaymentId>("late"));
  EXPECT_EQ(refund.amount, order.total);
  EXPECT_EQ(shop.sku_now("lamp").available, 10);
}

TYPED_TEST(LatePayments, ArePublishedOnlyOnceTheirRefundIsOnRecord) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  const Answer late = shop.run(shop.payment(order)).answer;
  EXPECT_EQ(late.depends_on, Position{6});  // sku, stock, sale, order, its end, the refund
}

TYPED_TEST(LatePayments, AreDueOneRefundEachHoweverOftenTold) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  EXPECT_EQ(types(shop.run(shop.payment(order, "one")).events), (Types{"refund_due"}));
  EXPECT_EQ(shop.refuse(shop.payment(order, "one")).reason, Reason::hold_expired);
  EXPECT_EQ(types(shop.run(shop.payment(order, "two")).events), (Types{"refund_due"}));
  EXPECT_EQ(shop.refuse(shop.payment(order, "one")).reason, Reason::hold_expired);
  EXPECT_EQ(shop.refuse(shop.payment(order, "two")).reason, Reason::hold_expired);
}

TYPED_TEST(LatePayments, OfAnotherAmountRecordNothing) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  PayOrder wrong = shop.payment(order);
  ++wrong.amount;
  shop.wait(hold_ms);
  EXPECT_EQ(shop.refuse(wrong).reason, Reason::amount_mismatch);
  shop.sweep();
  EXPECT_EQ(shop.refuse(wrong).reason, Reason::amount_mismatch);
}

TYPED_TEST(LatePayments, ForACancelledOrderAreDueARefund) {
  Shop<TypeParam> shop;
  SaleTerms sale = terms({item("lamp")});
  sale.late_payment = LatePayment::reclaim;
  shop.open(sale);
  const OrderView order = shop.accept(shop.order("ada"));
  shop.accept(shop.cancellation(order));
  const Outcome late = shop.run(shop.payment(order));
  ASSERT_EQ(reason(late.answer), Reason::wrong_status);
  EXPECT_EQ(std::get<Rejection>(late.answer.body).order_status, OrderStatus::cancelled);
  EXPECT_EQ(types(late.events), (Types{"refund_due"}));
  EXPECT_EQ(shop.refuse(shop.payment(order)).reason, Reason::wrong_status);
  PayOrder wrong = shop.payment(order, "wrong");
  ++wrong.amount;
  EXPECT_EQ(shop.refuse(wrong).reason, Reason::amount_mismatch);
}

TYPED_TEST(LatePayments, HaveRefundsApartForEachOrder) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView first = shop.accept(shop.order("ada"));
  const OrderView second = shop.accept(shop.order("ada"));
  shop.expire_all();
  EXPECT_EQ(types(shop.run(shop.payment(first, "same")).events), (Types{"refund_due"}));
  EXPECT_EQ(types(shop.run(shop.payment(second, "same")).events), (Types{"refund_due"}));
}

}  // namespace
}  // namespace doorbuster::inventory::twin
