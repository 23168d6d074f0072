// Buyers who are forgotten, on both machines: the id goes, the books stay.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Forgetting : public testing::Test {
 protected:
  std::vector<OrderNumber> orders_of(std::string_view buyer) {
    ListOrders list;
    list.merchant = shop.merchant;
    list.buyer = id<BuyerId>(buyer);
    const auto page = std::get<OrderPage>(shop.machine.ask(list, shop.now).body);
    std::vector<OrderNumber> numbers;
    for (const OrderView& order : page.orders) numbers.push_back(order.order);
    return numbers;
  }
  bool forget(std::string_view buyer) { return shop.accept(shop.forgetting(buyer)).found; }
  Shop<M> shop;
};
TYPED_TEST_SUITE(Forgetting, Machines);

TYPED_TEST(Forgetting, TakesTheIdOutOfTheOrders) {
  this->shop.open({item("lamp")});
  const OrderView first = this->shop.accept(this->shop.order("ada"));
  const OrderView second = this->shop.accept(this->shop.order("ada"));
  const OrderView other = this->shop.accept(this->shop.order("bob"));
  EXPECT_TRUE(this->forget("ada"));
  EXPECT_TRUE(this->shop.order_now(first).buyer.empty());
  EXPECT_TRUE(this->shop.order_now(second).buyer.empty());
  EXPECT_EQ(this->shop.order_now(other).buyer, id<BuyerId>("bob"));
  EXPECT_EQ(this->orders_of("ada"), std::vector<OrderNumber>{});
  EXPECT_EQ(this->orders_of("bob"), std::vector{other.order});
}

TYPED_TEST(Forgetting, IsOneEventThatNamesTheFirstOrderAndNotTheBuyer) {
  this->shop.open({item("lamp")});
  const OrderView first = this->shop.accept(this->shop.order("ada"));
  this->shop.accept(this->shop.order("ada"));
  const auto events = this->shop.run(this->shop.forgetting("ada")).events;
  ASSERT_EQ(types(events), Types{"buyer_forgotten"});
  EXPECT_EQ(std::get<BuyerForgotten>(events[0].fact).order, first.order);
}

TYPED_TEST(Forgetting, OnceMoreOrOfNobodyChangesNothing) {
  this->shop.open({item("lamp")});
  this->shop.accept(this->shop.order("ada"));
  EXPECT_TRUE(this->forget("ada"));
  const Fingerprint before = this->shop.machine.fingerprint();
  EXPECT_FALSE(this->forget("ada"));
  EXPECT_FALSE(this->forget("bob"));
  EXPECT_EQ(this->shop.machine.fingerprint(), before);
}

TYPED_TEST(Forgetting, ChangesTheFingerprintAndNoSum) {
  this->shop.open({item("lamp")});
  this->shop.accept(this->shop.payment(this->shop.accept(this->shop.order("ada"))));
  this->shop.accept(this->shop.order("ada", {{"lamp", 2}}));
  const Fingerprint before = this->shop.machine.fingerprint();
  const SaleView sale = this->shop.sale_now();
  EXPECT_TRUE(this->forget("ada"));
  EXPECT_NE(this->shop.machine.fingerprint(), before);
  EXPECT_EQ(this->shop.sale_now().gmv, sale.gmv);
  EXPECT_EQ(this->shop.sale_now().orders, sale.orders);
  EXPECT_EQ(this->shop.sku_now("lamp").held, 2);
  EXPECT_EQ(this->shop.sku_now("lamp").sold, 1);
}

TYPED_TEST(Forgetting, LetsWhatIsHeldGoOn) {
  this->shop.open({item("lamp")});
  const OrderView paid = this->shop.accept(this->shop.order("ada"));
  const OrderView cancelled = this->shop.accept(this->shop.order("ada"));
  const OrderView expired = this->shop.accept(this->shop.order("ada"));
  EXPECT_TRUE(this->forget("ada"));
  EXPECT_EQ(this->shop.accept(this->shop.payment(paid)).status, OrderStatus::paid);
  EXPECT_EQ(this->shop.accept(this->shop.cancellation(cancelled)).status, OrderStatus::cancelled);
  this->shop.expire_all();
  EXPECT_EQ(this->shop.order_now(expired).status, OrderStatus::expired);
  EXPECT_TRUE(this->shop.order_now(paid).buyer.empty());
}

TYPED_TEST(Forgetting, MakesWhoComesAgainANewBuyer) {
  SaleTerms single = terms({item("lamp", 100, {}, 1)});
  single.one_order_in_flight = true;
  this->shop.open(single);
  this->shop.accept(this->shop.order("ada"));
  EXPECT_EQ(this->shop.refuse(this->shop.order("ada")).reason, Reason::order_in_flight);
  EXPECT_TRUE(this->forget("ada"));
  const OrderView anew = this->shop.accept(this->shop.order("ada"));
  EXPECT_EQ(this->shop.refuse(this->shop.order("ada")).order, anew.order);
  EXPECT_EQ(this->orders_of("ada"), std::vector{anew.order});
  EXPECT_TRUE(this->forget("ada"));
  EXPECT_EQ(this->orders_of("ada"), std::vector<OrderNumber>{});
}

TYPED_TEST(Forgetting, KeepsTheKeysBound) {
  this->shop.open({item("lamp")});
  const PlaceOrder asked = this->shop.order("ada");
  const OrderView first = this->shop.accept(asked);
  EXPECT_TRUE(this->forget("ada"));
  const Answer again = this->shop.run(asked).answer;
  EXPECT_EQ(again.met, Met::replayed);
  EXPECT_EQ(std::get<OrderView>(again.body).order, first.order);
  EXPECT_TRUE(std::get<OrderView>(again.body).buyer.empty());
  PlaceOrder other = asked;
  other.body.value += 1;
  EXPECT_EQ(this->shop.refuse(other).reason, Reason::key_reused);
}

// The limit is that of the person whose order it is, with or without an id.
TYPED_TEST(Forgetting, KeepsTheLimitOfALatePayment) {
  SaleTerms late = terms({item("lamp", 100, {}, 1)});
  late.late_payment = LatePayment::reclaim;
  this->shop.open(late);
  const OrderView first = this->shop.accept(this->shop.order("ada"));
  this->shop.expire_all();
  const OrderView second = this->shop.accept(this->shop.order("ada"));
  EXPECT_TRUE(this->forget("ada"));
  EXPECT_EQ(types(this->shop.run(this->shop.payment(first)).events), Types{"refund_due"});
  this->shop.accept(this->shop.cancellation(second));
  EXPECT_EQ(types(this->shop.run(this->shop.payment(first, "pay-2")).events), Types{"order_paid"});
}

TYPED_TEST(Forgetting, IsOneMerchantsAlone) {
  this->shop.open({item("lamp")});
  const OrderView order = this->shop.accept(this->shop.order("ada"));
  ForgetBuyer asked = this->shop.forgetting("ada");
  asked.merchant.value += 1;
  EXPECT_FALSE(this->shop.accept(asked).found);
  EXPECT_EQ(this->shop.order_now(order).buyer, id<BuyerId>("ada"));
}

}  // namespace
}  // namespace doorbuster::inventory::twin
