// Paying and cancelling orders whose hold still runs, and the moves that their status does not allow.
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

class Payments : public ContractTest {
 protected:
  Payments() : sku_(stocked(10)), sale_(opened({.items = {{sku_}}})) {}

  void expect_wrong_status(const std::function<Reply()>& request, std::string_view status) {
    expect_refused(request, 409, "wrong_status");
    EXPECT_EQ(text(request().json(), "order_status"), status);
  }

  std::string sku_, sale_;
};

TEST_F(Payments, APaymentOfTheTotalPaysTheOrder) {
  const auto order = held(sale_, sku_);
  const auto reply = shop().pay(order, "pay_123", 19900);
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_TRUE(reply.has("x-journal-position"));
  EXPECT_EQ(text(reply.json(), "status"), "paid");
  EXPECT_EQ(text(reply.json(), "order"), order);
  EXPECT_EQ(integer(reply.json(), "total"), 19900);
  EXPECT_EQ(reply.json(), shop().order(order));
}

TEST_F(Payments, TheSamePaymentAgainHasTheSameAnswer) {
  const auto order = held(sale_, sku_);
  const auto first = shop().pay(order, "pay_123", 19900);
  const auto events = events_of(order, "order_paid").size();
  const auto again = shop().pay(order, "pay_123", 19900);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.json(), first.json());
  EXPECT_EQ(events_of(order, "order_paid").size(), events);
}

TEST_F(Payments, AnotherPaymentOnAPaidOrderIsRefused) {
  const auto order = paid(sale_, sku_);
  expect_refused([&] { return shop().pay(order, "pay-2", 19900); }, 409, "already_paid");
}

TEST_F(Payments, OnAPaidOrderThePaymentIdComesBeforeTheAmount) {
  const auto order = paid(sale_, sku_);
  expect_refused([&] { return shop().pay(order, "pay-2", 1); }, 409, "already_paid");
  expect_refused([&] { return shop().pay(order, "pay-1", 1); }, 409, "amount_mismatch");
}

TEST_F(Payments, AnyOtherAmountThanTheTotalIsRefused) {
  const auto order = held(sale_, sku_);
  for (const std::int64_t amount : {0, 19899, 19901}) {
    expect_refused([&] { return shop().pay(order, "p", amount); }, 409, "amount_mismatch");
  }
  EXPECT_EQ(shop().pay(order, "p", 19900).status, 200);
}

TEST_F(Payments, PaymentIdsBelongToTheirOrder) {
  const auto first = held(sale_, sku_), second = held(sale_, sku_);
  EXPECT_EQ(shop().pay(first, "same", 19900).status, 200);
  EXPECT_EQ(shop().pay(second, "same", 19900).status, 200);
}

TEST_F(Payments, WhatCostsNothingIsPaidWithNothing) {
  const auto gift = stocked(1, "gift");
  const auto sale = opened({.items = {{gift, 0}}}, "giveaway");
  EXPECT_EQ(shop().pay(held(sale, gift), "p", 0).status, 200);
  EXPECT_EQ(integer(shop().sale(sale), "gmv"), 0);
}

TEST_F(Payments, CancellingAnswersTheCancelledOrder) {
  const auto order = held(sale_, sku_);
  const auto reply = shop().cancel(order);
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_TRUE(reply.has("x-journal-position"));
  EXPECT_EQ(text(reply.json(), "status"), "cancelled");
  EXPECT_EQ(reply.json(), shop().order(order));
  EXPECT_EQ(events_of(order, "order_cancelled").size(), 1u);
}

TEST_F(Payments, ACancelledOrderCanNotBeCancelledAgain) {
  const auto order = held(sale_, sku_);
  EXPECT_EQ(shop().cancel(order).status, 200);
  expect_wrong_status([&] { return shop().cancel(order); }, "cancelled");
}

TEST_F(Payments, APaidOrderCanNotBeCancelled) {
  const auto order = paid(sale_, sku_);
  expect_wrong_status([&] { return shop().cancel(order); }, "paid");
}

TEST_F(Payments, APaymentForACancelledOrderIsRefusedAndToBeRefunded) {
  const auto order = held(sale_, sku_);
  EXPECT_EQ(shop().cancel(order).status, 200);
  for (int told = 0; told < 3; ++told) {
    const auto reply = shop().pay(order, "pay_9", 19900);
    EXPECT_TRUE(is_problem(reply, 409, "wrong_status"));
    EXPECT_EQ(text(reply.json(), "order_status"), "cancelled");
  }
  const auto refunds = events_of(order, "refund_due");
  ASSERT_EQ(refunds.size(), 1u) << "one for each order and payment, however often it is told";
  EXPECT_EQ(text(refunds[0], "payment"), "pay_9");
  EXPECT_EQ(integer(refunds[0], "amount"), 19900);
  EXPECT_TRUE(is_problem(shop().pay(order, "pay_10", 19900), 409, "wrong_status"));
  EXPECT_EQ(events_of(order, "refund_due").size(), 2u);
  EXPECT_EQ(text(shop().order(order), "status"), "cancelled");
}

TEST_F(Payments, HeldOrdersMayBePaidAfterTheSaleHasEnded) {
  Sale terms{.items = {{sku_}}};
  const auto sale = opened(terms, "short");
  const auto order = held(sale, sku_);
  terms.ends_at = from_now(std::chrono::minutes(-1));
  EXPECT_EQ(shop().put_sale(sale, terms).status, 200);
  EXPECT_EQ(shop().pay(order, "p", 19900).status, 200);
}

}  // namespace
}  // namespace doorbuster::system_tests
