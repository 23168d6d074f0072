// The ends of a hold other than payment: cancelled or expired, exactly once, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Holds : public testing::Test {};
TYPED_TEST_SUITE(Holds, Machines);

template <class M>
class Cancelling : public testing::Test {};
TYPED_TEST_SUITE(Cancelling, Machines);

std::vector<std::uint64_t> expired_orders(const std::vector<Event>& events) {
  std::vector<std::uint64_t> result;
  for (const Event& event : events) result.push_back(std::get<OrderExpired>(event.fact).order.value);
  return result;
}

TYPED_TEST(Holds, EndAtTheMillisecondTheyAreDue) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 10, 10)}, 10);
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 10}}));
  shop.now.ms = order.hold_expires_at.ms - 1;
  EXPECT_TRUE(shop.sweep().empty());
  EXPECT_EQ(shop.order_now(order).status, OrderStatus::held);
  shop.now = order.hold_expires_at;
  const std::vector<Event> events = shop.sweep();
  ASSERT_EQ(types(events), (Types{"order_expired"}));
  EXPECT_EQ(events[0].at, shop.now);
  EXPECT_EQ(shop.order_now(order).status, OrderStatus::expired);
}

TYPED_TEST(Holds, GiveBackStockQuotaAndLimitWhenTheyEnd) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 2, 2)}, 2);
  shop.accept(shop.order("ada", {{"lamp", 2}}));
  shop.expire_all();
  EXPECT_EQ(shop.sku_now("lamp").available, 2);
  EXPECT_EQ(shop.sale_now().items[0].available, 2);
  shop.accept(shop.order("ada", {{"lamp", 2}}));
}

TYPED_TEST(Holds, EndOnce) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  EXPECT_EQ(shop.sweep().size(), 1U);
  EXPECT_TRUE(shop.sweep().empty());
}

TYPED_TEST(Holds, OfPaidAndCancelledOrdersDontEnd) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.accept(shop.payment(shop.accept(shop.order("ada"))));
  shop.accept(shop.cancellation(shop.accept(shop.order("ada"))));
  shop.wait(2 * hold_ms);
  EXPECT_TRUE(shop.sweep().empty());
}

TYPED_TEST(Holds, EndInTheOrderTheyAreDue) {
  Shop<TypeParam> shop;
  SaleTerms sale = terms({item("lamp")});
  shop.open(sale);
  shop.accept(shop.order("due-third"));
  sale.hold_seconds = 10;
  shop.accept(shop.sale(sale));
  shop.accept(shop.order("due-second"));
  sale.hold_seconds = 5;
  shop.accept(shop.sale(sale));
  shop.accept(shop.order("due-first"));
  shop.wait(hold_ms);
  EXPECT_EQ(expired_orders(shop.sweep()), (std::vector<std::uint64_t>{3, 2, 1}));
}

TYPED_TEST(Holds, DueAtOnceEndInOrderOfAcceptance) {
  Shop<TypeParam> shop;
  SaleTerms sale = terms({item("lamp")});
  sale.hold_seconds = 3;
  shop.open(sale);
  shop.accept(shop.order("ada"));
  shop.wait(1000);
  sale.hold_seconds = 2;
  shop.accept(shop.sale(sale));
  shop.accept(shop.order("bea"));
  shop.accept(shop.order("cat"));
  shop.wait(hold_ms);
  EXPECT_EQ(expired_orders(shop.sweep()), (std::vector<std::uint64_t>{1, 2, 3}));
}

TYPED_TEST(Holds, EndAtMostSoManyInOneSweepAndTheOldestFirst) {
  Shop<TypeParam> shop;
  constexpr std::uint32_t more = 3;
  shop.open({item("lamp")}, limits::expiries_per_sweep + more);
  for (std::uint32_t i = 0; i < limits::expiries_per_sweep + more; ++i) shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  const auto first = expired_orders(shop.sweep());
  ASSERT_EQ(first.size(), limits::expiries_per_sweep);
  EXPECT_EQ(first.front(), 1U);
  EXPECT_EQ(first.back(), limits::expiries_per_sweep);
  EXPECT_EQ(shop.sweep().size(), more);
  EXPECT_EQ(shop.sku_now("lamp").held, 0);
}

TYPED_TEST(Holds, GoOnEndingAfterTheSalesEnd) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.wait(hour_ms - 1);
  shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  EXPECT_EQ(shop.sweep().size(), 1U);
}

TYPED_TEST(Cancelling, GivesBackStockQuotaAndLimitAtOnce) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 2, 2)}, 2);
  const OrderView order = shop.accept(shop.order("ada", {{"lamp", 2}}));
  const Outcome cancelled = shop.run(shop.cancellation(order));
  EXPECT_EQ(cancelled.answer.met, Met::changed);
  EXPECT_EQ(types(cancelled.events), (Types{"order_cancelled"}));
  EXPECT_EQ(shop.order_now(order).status, OrderStatus::cancelled);
  EXPECT_EQ(shop.sku_now("lamp").available, 2);
  shop.accept(shop.order("ada", {{"lamp", 2}}));
}

TYPED_TEST(Cancelling, AnUnknownOrderIsRefused) {
  Shop<TypeParam> shop;
  EXPECT_EQ(shop.refuse(CancelOrder{shop.merchant, OrderNumber{1}}).reason, Reason::order_not_found);
  EXPECT_EQ(shop.refuse(CancelOrder{shop.merchant, OrderNumber{0}}).reason, Reason::order_not_found);
}

TYPED_TEST(Cancelling, ACancelledOrderIsRefused) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.accept(shop.cancellation(order));
  const Rejection rejection = shop.refuse(shop.cancellation(order));
  EXPECT_EQ(rejection.reason, Reason::wrong_status);
  EXPECT_EQ(rejection.order_status, OrderStatus::cancelled);
}

TYPED_TEST(Cancelling, APaidOrderIsRefused) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.accept(shop.payment(order));
  EXPECT_EQ(shop.refuse(shop.cancellation(order)).order_status, OrderStatus::paid);
  shop.wait(2 * hold_ms);
  EXPECT_EQ(shop.refuse(shop.cancellation(order)).order_status, OrderStatus::paid);
}

TYPED_TEST(Cancelling, AnExpiredOrderIsRefused) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.expire_all();
  EXPECT_EQ(shop.refuse(shop.cancellation(order)).order_status, OrderStatus::expired);
}

TYPED_TEST(Cancelling, ADueHoldFindsItExpired) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  const Outcome outcome = shop.run(shop.cancellation(order));
  EXPECT_EQ(types(outcome.events), (Types{"order_expired"}));
  ASSERT_EQ(reason(outcome.answer), Reason::wrong_status);
  EXPECT_EQ(std::get<Rejection>(outcome.answer.body).order_status, OrderStatus::expired);
  EXPECT_EQ(shop.sku_now("lamp").held, 0);
  EXPECT_TRUE(shop.sweep().empty());
}

TYPED_TEST(Cancelling, IsPossibleToTheLastMillisecond) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.wait(hold_ms - 1);
  EXPECT_EQ(shop.accept(shop.cancellation(order)).status, OrderStatus::cancelled);
}

}  // namespace
}  // namespace doorbuster::inventory::twin
