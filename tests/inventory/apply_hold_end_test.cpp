// Facts about the ends of holds, and what may follow them, that do not fit.
#include "misfits.hpp"

namespace doorbuster::inventory::tests {
namespace {

TEST_F(Apply, RefusesPaymentsThatDoNotFit) {
  expect_refused(OrderPaid{{9}, sale, payment, 100}, "an order is unknown, or not of the sale that is named with it");
  expect_refused(OrderPaid{held, id<SaleId>("day"), payment, 100},
                 "an order is unknown, or not of the sale that is named with it");
  expect_refused(OrderPaid{held, sale, payment, 99}, "a payment's amount is not the order's total");
  expect_refused(OrderPaid{held, sale, {}, 100}, "a payment has no id");
  expect_refused(OrderPaid{paid, sale, payment, 100}, "an order that is neither held nor expired was paid");
  expect_refused(OrderPaid{cancelled, sale, payment, 100}, "an order that is neither held nor expired was paid");
  expect_refused(OrderPaid{expired, sale, payment, 100}, "an expired order was paid that can't be reclaimed");
  const Instant due = after_seconds(shop.now, hold_seconds);
  expect_refused(Event{due, merchant, OrderPaid{held, sale, payment, 100}}, "a hold was paid after it had ended");
}

TEST_F(Apply, RefusesEndsOfHoldsThatHaveEnded) {
  for (const OrderNumber order : {paid, cancelled, expired}) {
    expect_refused(OrderCancelled{order, sale}, "an order that is not held was cancelled");
    expect_refused(OrderExpired{order, sale}, "an order that is not held expired");
  }
  expect_refused(OrderExpired{held, sale}, "a hold expired before it was due");
  const Instant due = after_seconds(shop.now, hold_seconds);
  expect_refused(Event{due, merchant, OrderCancelled{held, sale}}, "a hold was cancelled after it had ended");
}

TEST_F(Apply, RefusesRefundsThatDoNotFit) {
  expect_refused(RefundDue{held, sale, payment, 100}, "a refund is due for an order that is held or paid");
  expect_refused(RefundDue{paid, sale, payment, 100}, "a refund is due for an order that is held or paid");
  expect_refused(RefundDue{cancelled, sale, payment, 1}, "a payment's amount is not the order's total");
  ASSERT_EQ(apply(shop.state, {shop.now, merchant, RefundDue{cancelled, sale, payment, 100}}), std::nullopt);
  expect_refused(RefundDue{cancelled, sale, payment, 100}, "a refund is due twice for one payment");
}

class Reclaim : public testing::Test {
 protected:
  // One order of all ten lamps, expired, whose sale reclaims.
  Reclaim() {
    SaleTerms terms = lamp_terms();
    terms.late_payment = LatePayment::reclaim;
    shop.put_sku("lamp");
    shop.stock("lamp", 10);
    shop.put_sale(terms);
    shop.place("u1", 10);
    shop.now = after_seconds(sale_start, hold_seconds);
    shop.sweep();
  }
  const OrderPaid reclaimed{{1}, id<SaleId>("night"), id<PaymentId>("p"), 1000};
  Shop shop;
};

TEST_F(Reclaim, IsAppliedWhereThereIsRoom) {
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, reclaimed}), std::nullopt);
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST_F(Reclaim, IsRefusedWhereTheUnitsAreGone) {
  shop.place("u2");
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, reclaimed}), "a reclaimed order takes more than there is");
  EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
}

TEST_F(Reclaim, IsRefusedForAPaymentThatIsToBeGivenBack) {
  const RefundDue refund{reclaimed.order, reclaimed.sale, reclaimed.payment, 1000};
  ASSERT_EQ(apply(shop.state, {shop.now, merchant, refund}), std::nullopt);
  EXPECT_EQ(apply(shop.state, {shop.now, merchant, reclaimed}), "a payment to be given back paid an order");
}

}  // namespace
}  // namespace doorbuster::inventory::tests
