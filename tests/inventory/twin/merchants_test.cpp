// Merchants apart, and the order of the record that they share, on both machines.
#include "tests/inventory/twin/shop.hpp"
#include "tests/inventory/twin/walk.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Merchants : public testing::Test {};
TYPED_TEST_SUITE(Merchants, Machines);

template <class M>
class Record : public testing::Test {};
TYPED_TEST_SUITE(Record, Machines);

TYPED_TEST(Merchants, UseTheSameNamesForTheirOwnThings) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 5, 1)}, 5);
  shop.merchant = {2};
  shop.open({item("lamp", 999)}, 7);
  EXPECT_EQ(shop.sku_now("lamp").available, 7);
  EXPECT_EQ(shop.accept(shop.order("ada", {{"lamp", 3}})).total, 2997);
  shop.merchant = {0};
  EXPECT_EQ(shop.sku_now("lamp").available, 5);
  EXPECT_EQ(shop.sale_now().items[0].held, 0);
  EXPECT_EQ(shop.accept(shop.order("ada")).total, 100);
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
}

TYPED_TEST(Merchants, DontSeeEachOthersOrders) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const OrderView order = shop.accept(shop.order("ada"));
  shop.merchant = {1};
  EXPECT_EQ(reason(shop.machine.ask(ReadOrder{shop.merchant, order.order}, shop.now)), Reason::order_not_found);
  EXPECT_EQ(shop.refuse(shop.payment(order)).reason, Reason::order_not_found);
  EXPECT_EQ(shop.refuse(shop.cancellation(order)).reason, Reason::order_not_found);
  shop.wait(hold_ms);
  EXPECT_EQ(shop.refuse(shop.payment(order)).reason, Reason::order_not_found);
}

TYPED_TEST(Merchants, DontSeeEachOthersSkusAndSales) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.merchant = {1};
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_not_found);
  EXPECT_EQ(shop.refuse(shop.delivery("lamp", 1)).reason, Reason::sku_not_found);
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp")}))).reason, Reason::sku_not_found);
  EXPECT_EQ(reason(shop.machine.ask(ReadSku{shop.merchant, id<SkuId>("lamp")}, shop.now)), Reason::sku_not_found);
  EXPECT_EQ(reason(shop.machine.ask(ReadSale{shop.merchant, id<SaleId>("sale")}, shop.now)), Reason::sale_not_found);
}

TYPED_TEST(Merchants, NeverShareAnOrderNumber) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  EXPECT_EQ(shop.accept(shop.order("ada")).order, OrderNumber{1});
  shop.merchant = {1};
  shop.open({item("lamp")});
  EXPECT_EQ(shop.accept(shop.order("ada")).order, OrderNumber{2});
}

TYPED_TEST(Merchants, ListTheirOwnOrdersOnly) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.accept(shop.order("ada"));
  shop.merchant = {1};
  shop.open({item("lamp")});
  shop.accept(shop.order("ada"));
  ListOrders query;
  query.merchant = shop.merchant;
  for (const auto& sale : {std::optional<SaleId>{}, std::optional(id<SaleId>("sale"))}) {
    query.sale = sale;
    const auto orders = walk(shop.machine, query, shop.now);
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_EQ(orders[0].order, OrderNumber{2});
  }
}

TYPED_TEST(Merchants, HaveTheirNameOnTheirEvents) {
  Shop<TypeParam> shop;
  shop.merchant = {7};
  shop.open({item("lamp")});
  shop.accept(shop.order("ada"));
  shop.wait(hold_ms);
  const auto ended = shop.sweep();
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(ended[0].merchant, MerchantId{7});
}

TYPED_TEST(Record, GivesEachEventTheNextPosition) {
  Shop<TypeParam> shop;
  EXPECT_EQ(shop.run(shop.naming("lamp", "Lamp")).answer.record, Position{1});
  EXPECT_EQ(shop.run(shop.delivery("lamp", 1)).answer.record, Position{2});
  EXPECT_EQ(shop.run(shop.sale(terms({item("lamp")}))).answer.record, Position{3});
  const Answer held = shop.run(shop.order("ada")).answer;
  EXPECT_EQ(held.record, Position{4});
  EXPECT_EQ(held.depends_on, Position{4});
  shop.refuse(shop.order("ada"));
  EXPECT_EQ(shop.run(shop.payment(std::get<OrderView>(held.body))).answer.record, Position{5});
}

TYPED_TEST(Record, IsWhatReadsAndEmptyWritesDependOn) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const Answer read = shop.machine.ask(ReadSku{shop.merchant, id<SkuId>("lamp")}, shop.now);
  EXPECT_EQ(read.met, Met::read);
  EXPECT_EQ(read.depends_on, Position{3});
  EXPECT_EQ(read.record, Position{3});
  const Answer same = shop.run(shop.naming("lamp", "A thing")).answer;
  EXPECT_EQ(same.depends_on, Position{3});
  EXPECT_EQ(same.record, Position{3});
}

TYPED_TEST(Record, OfAReplayIsThatOfTheFirstTime) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  const PlaceOrder asked = shop.order("ada");
  shop.accept(asked);
  shop.accept(shop.order("bea"));
  const Answer again = shop.run(asked).answer;
  EXPECT_EQ(again.record, Position{4});
  EXPECT_EQ(again.depends_on, Position{5});
}

TYPED_TEST(Record, OfTheSameCommandsHasTheSameFingerprint) {
  Shop<TypeParam> shop;
  Shop<TypeParam> same;
  Shop<TypeParam> other;
  for (auto* each : {&shop, &same, &other}) {
    each->open({item("lamp")});
    each->accept(each->order("ada"));
  }
  EXPECT_EQ(shop.machine.fingerprint(), same.machine.fingerprint());
  other.accept(other.order("ada"));
  EXPECT_NE(shop.machine.fingerprint(), other.machine.fingerprint());
}

TYPED_TEST(Record, ChangesTheFingerprintWithEveryEvent) {
  Shop<TypeParam> shop;
  std::vector<std::uint64_t> seen{shop.machine.fingerprint().value};
  const auto expect_new = [&] {
    const std::uint64_t now = shop.machine.fingerprint().value;
    EXPECT_EQ(std::count(seen.begin(), seen.end(), now), 0);
    seen.push_back(now);
  };
  shop.open({item("lamp")});
  expect_new();
  const OrderView first = shop.accept(shop.order("ada"));
  expect_new();
  const OrderView second = shop.accept(shop.order("ada"));
  expect_new();
  shop.accept(shop.payment(first));
  expect_new();
  shop.accept(shop.cancellation(second));
  expect_new();
  shop.run(shop.payment(second));
  expect_new();
}

}  // namespace
}  // namespace doorbuster::inventory::twin
