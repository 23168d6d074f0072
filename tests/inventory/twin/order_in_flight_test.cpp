// Sales that let a buyer have one order in flight, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class OrderInFlight : public testing::Test {
 protected:
  static SaleTerms one_at_a_time(const std::vector<SaleItemTerms>& items, std::string_view sale = "sale") {
    SaleTerms changed = terms(items, sale);
    changed.one_order_in_flight = true;
    return changed;
  }
  void expect_in_flight(const PlaceOrder& asked, const OrderView& held) {
    const Rejection why = shop.refuse(asked);
    EXPECT_EQ(why.reason, Reason::order_in_flight);
    EXPECT_EQ(why.order, held.order);
  }
  Shop<M> shop;
};
TYPED_TEST_SUITE(OrderInFlight, Machines);

TYPED_TEST(OrderInFlight, StandsInTheWayOfAnother) {
  this->shop.open(this->one_at_a_time({item("lamp"), item("sofa")}));
  const OrderView held = this->shop.accept(this->shop.order("ada"));
  this->expect_in_flight(this->shop.order("ada"), held);
  this->expect_in_flight(this->shop.order("ada", {{"sofa"}}), held);
  this->shop.accept(this->shop.order("bob"));
}

TYPED_TEST(OrderInFlight, StandsInNobodysWayWhereTheSaleDoesNotCare) {
  this->shop.open({item("lamp")});
  this->shop.accept(this->shop.order("ada"));
  this->shop.accept(this->shop.order("ada"));
}

TYPED_TEST(OrderInFlight, IsNoMoreOncePaid) {
  this->shop.open(this->one_at_a_time({item("lamp")}));
  this->shop.accept(this->shop.payment(this->shop.accept(this->shop.order("ada"))));
  const OrderView next = this->shop.accept(this->shop.order("ada"));
  this->expect_in_flight(this->shop.order("ada"), next);
}

TYPED_TEST(OrderInFlight, IsNoMoreOnceCancelled) {
  this->shop.open(this->one_at_a_time({item("lamp")}));
  this->shop.accept(this->shop.cancellation(this->shop.accept(this->shop.order("ada"))));
  this->shop.accept(this->shop.order("ada"));
}

TYPED_TEST(OrderInFlight, IsNoMoreOnceExpired) {
  this->shop.open(this->one_at_a_time({item("lamp")}));
  this->shop.accept(this->shop.order("ada"));
  this->shop.expire_all();
  this->shop.accept(this->shop.order("ada"));
}

TYPED_TEST(OrderInFlight, IsOfOneSaleAlone) {
  this->shop.open(this->one_at_a_time({item("lamp")}));
  this->shop.accept(this->shop.sale(this->one_at_a_time({item("lamp")}, "other")));
  this->shop.accept(this->shop.sale(terms({item("lamp")}, "free")));
  const OrderView first = this->shop.accept(this->shop.order("ada"));
  const OrderView second = this->shop.accept(this->shop.order("ada", {{"lamp"}}, "other"));
  this->shop.accept(this->shop.order("ada", {{"lamp"}}, "free"));
  this->expect_in_flight(this->shop.order("ada"), first);
  this->expect_in_flight(this->shop.order("ada", {{"lamp"}}, "other"), second);
}

// Each is overtaken by an order of the other sale, ends, and is followed by a newer one that is overtaken in its turn.
TYPED_TEST(OrderInFlight, IsFoundBehindOrdersOfOtherSales) {
  this->shop.open(this->one_at_a_time({item("lamp")}), 20);
  this->shop.accept(this->shop.sale(terms({item("lamp")}, "free")));
  for (int round = 0; round < 3; ++round) {
    const OrderView held = this->shop.accept(this->shop.order("ada"));
    this->shop.accept(this->shop.order("ada", {{"lamp"}}, "free"));
    this->expect_in_flight(this->shop.order("ada"), held);
    this->shop.accept(this->shop.cancellation(held));
  }
  this->shop.accept(this->shop.order("ada"));
}

TYPED_TEST(OrderInFlight, IsSaidBeforeTheLimitAndBeforeWhatIsSoldOut) {
  this->shop.open(this->one_at_a_time({item("lamp", 100, 1, 1)}));
  const OrderView held = this->shop.accept(this->shop.order("ada"));
  this->expect_in_flight(this->shop.order("ada"), held);
  this->shop.accept(this->shop.payment(held));
  EXPECT_EQ(this->shop.refuse(this->shop.order("ada")).reason, Reason::limit_reached);
  EXPECT_EQ(this->shop.refuse(this->shop.order("bob")).reason, Reason::sold_out);
}

TYPED_TEST(OrderInFlight, IsSaidAfterTheWindowAndAfterItsOwnReplay) {
  this->shop.open(this->one_at_a_time({item("lamp")}));
  const PlaceOrder asked = this->shop.order("ada");
  const OrderView held = this->shop.accept(asked);
  const Answer again = this->shop.run(asked).answer;
  EXPECT_EQ(again.met, Met::replayed);
  EXPECT_EQ(std::get<OrderView>(again.body).order, held.order);
  this->shop.now.ms = opening.ms + hour_ms;
  EXPECT_EQ(this->shop.refuse(this->shop.order("ada")).reason, Reason::sale_ended);
}

// It goes straight from expired to paid.
TYPED_TEST(OrderInFlight, DoesNotKeepALatePaymentFromReclaiming) {
  SaleTerms late = this->one_at_a_time({item("lamp")});
  late.late_payment = LatePayment::reclaim;
  this->shop.open(late);
  const OrderView first = this->shop.accept(this->shop.order("ada"));
  this->shop.expire_all();
  const OrderView second = this->shop.accept(this->shop.order("ada"));
  this->shop.accept(this->shop.payment(first));
  this->expect_in_flight(this->shop.order("ada"), second);
}

TYPED_TEST(OrderInFlight, IsWhatASaleMayAllowUntilItStarts) {
  this->shop.now.ms = opening.ms - 1;
  this->shop.open({item("lamp")});
  this->shop.accept(this->shop.sale(this->one_at_a_time({item("lamp")})));
  EXPECT_TRUE(this->shop.sale_now().terms.one_order_in_flight);
  this->shop.now = opening;
  EXPECT_EQ(this->shop.refuse(this->shop.sale(terms({item("lamp")}))).reason, Reason::sale_started);
}

}  // namespace
}  // namespace doorbuster::inventory::twin
