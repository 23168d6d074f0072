// Which events an answer depends on, and which one is its record.
#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

void expect_positions(const Answer& answer, std::uint64_t depends_on, std::uint64_t record) {
  EXPECT_EQ(answer.depends_on, Position{depends_on});
  EXPECT_EQ(answer.record, Position{record});
}

// open_shop() has recorded three events.
TEST(Answers, DependOnTheEventOfTheirWrite) {
  Shop shop = open_shop();
  expect_positions(shop.tell(shop.order("u1")), 4, 4);
  expect_positions(shop.pay({1}, 100), 5, 5);
  expect_positions(shop.put_sku("bulb"), 6, 6);
  expect_positions(shop.stock("bulb", 1), 7, 7);
}

TEST(Answers, ToReadsDependOnAllThatIsApplied) {
  Shop shop = open_shop();
  expect_positions(shop.ask(ReadSku{merchant, id<SkuId>("lamp")}), 3, 3);
  EXPECT_EQ(shop.ask(ReadSku{merchant, id<SkuId>("lamp")}).met, Met::read);
}

TEST(Answers, ThatRefuseWithoutARecordDependOnNothing) {
  Shop shop = open_shop();
  EXPECT_EQ(shop.tell(shop.order("u1", 11)).depends_on, Position{0});
  EXPECT_EQ(shop.ask(ReadOrder{merchant, {1}}).depends_on, Position{0});
}

TEST(Answers, ThatRefuseALatePaymentDependOnItsRefund) {
  Shop shop = open_shop();
  shop.place("u1");
  shop.now = after_seconds(sale_start, hold_seconds);
  const Answer late = shop.pay({1}, 100);
  EXPECT_EQ(reason_of(late), Reason::hold_expired);
  EXPECT_EQ(late.depends_on, Position{6});
  const Answer again = shop.pay({1}, 100);
  EXPECT_EQ(reason_of(again), Reason::hold_expired);
  EXPECT_EQ(again.depends_on, Position{6}) << "who is told that a refund is due doesn't tell of the payment again";
}

// An order's number that was told and then taken back by a crash would be another order's.
TEST(Answers, ThatRefuseForWhatBecameOfAnOrderOrAKeyDependOnIt) {
  Shop shop;
  SaleTerms terms = lamp_terms();
  terms.one_order_in_flight = true;
  shop.put_sku("lamp");
  shop.stock("lamp", 10);
  shop.put_sale(terms);
  PlaceOrder first = shop.order("u1");
  shop.tell(first);
  const auto expect_refused = [](const Answer& answer, Reason reason, std::uint64_t depends_on) {
    EXPECT_EQ(reason_of(answer), reason);
    EXPECT_EQ(answer.depends_on, Position{depends_on});
  };
  expect_refused(shop.tell(shop.order("u1")), Reason::order_in_flight, 4);
  first.body.value += 1;
  expect_refused(shop.tell(first), Reason::key_reused, 4);
  shop.pay({1}, 100);
  expect_refused(shop.pay({1}, 100, "another"), Reason::already_paid, 5);
  expect_refused(shop.cancel({1}), Reason::wrong_status, 5);
}

TEST(Answers, ToReclaimingPaymentsHaveThePaymentAsTheirRecord) {
  Shop shop;
  SaleTerms terms = lamp_terms();
  terms.late_payment = LatePayment::reclaim;
  shop.put_sku("lamp");
  shop.stock("lamp", 1);
  shop.put_sale(terms);
  shop.place("u1");
  shop.now = after_seconds(sale_start, hold_seconds);
  const Answer reclaimed = shop.pay({1}, 100);
  EXPECT_EQ(std::get<OrderView>(reclaimed.body).status, OrderStatus::paid);
  expect_positions(reclaimed, 6, 6);
  EXPECT_TRUE(std::holds_alternative<OrderExpired>(shop.events[4].fact));
}

TEST(Answers, ToWritesThatChangeNothingDependOnAllThatIsApplied) {
  Shop shop = open_shop();
  shop.place("u1");
  shop.pay({1}, 100);
  shop.put_sku("bulb");
  const Answer again = shop.pay({1}, 100);
  EXPECT_EQ(again.met, Met::changed);
  expect_positions(again, 6, 6);
  expect_positions(shop.put_sku("bulb"), 6, 6);
  expect_positions(shop.put_sale(lamp_terms()), 6, 6);
}

TEST(Answers, ToReplaysHaveTheFirstRecord) {
  Shop shop = open_shop();
  const PlaceOrder order = shop.order("u1");
  const AdjustStock delivery{merchant, id<SkuId>("lamp"), 5, "more", shop.new_key(), {1}};
  shop.tell(order);
  shop.tell(delivery);
  shop.put_sku("bulb");
  expect_positions(shop.tell(order), 6, 4);
  const Answer again = shop.tell(delivery);
  expect_positions(again, 6, 5);
  EXPECT_EQ(again.met, Met::replayed);
  EXPECT_EQ(std::get<SkuView>(again.body).received, 15);
}

TEST(Answers, TellWhatIsLeftOfAnItem) {
  Shop shop = open_shop();
  SaleTerms terms = lamp_terms();
  terms.sale = id<SaleId>("small");
  terms.items[0].quota = 4;
  shop.put_sale(terms);
  const auto left = [&](const char* sale) {
    return std::get<SaleView>(shop.ask(ReadSale{merchant, id<SaleId>(sale)}).body).items.at(0).available;
  };
  EXPECT_EQ(left("night"), 10);
  EXPECT_EQ(left("small"), 4);
  shop.place("u1", 8);
  EXPECT_EQ(left("night"), 2);
  EXPECT_EQ(left("small"), 2);
}

}  // namespace
}  // namespace doorbuster::inventory::tests
