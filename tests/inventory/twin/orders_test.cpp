// The acceptance of orders: what an order is, and the checks before it, in their order, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Orders : public testing::Test {};
TYPED_TEST_SUITE(Orders, Machines);

TYPED_TEST(Orders, HoldStockForTheirBuyer) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 19900)});
  const OrderView order = shop.accept(shop.order("u42", {{"lamp", 2}}));
  EXPECT_EQ(order.order, OrderNumber{1});
  EXPECT_EQ(order.sale, id<SaleId>("sale"));
  EXPECT_EQ(order.buyer, id<BuyerId>("u42"));
  EXPECT_EQ(order.status, OrderStatus::held);
  EXPECT_EQ(order.lines, (OrderLines{{id<SkuId>("lamp"), 2, 19900}}));
  EXPECT_EQ(order.total, 39800);
  EXPECT_EQ(order.currency, (Currency{{'C', 'N', 'Y'}}));
  EXPECT_EQ(order.created_at, opening);
  EXPECT_EQ(order.hold_expires_at, after_seconds(opening, hold_seconds));
  EXPECT_EQ(shop.sku_now("lamp").held, 2);
  EXPECT_EQ(describe(Answer{Met::read, shop.order_now(order), {}, {}}), describe(Answer{Met::read, order, {}, {}}));
}

TYPED_TEST(Orders, AreRecordedWhole) {
  Shop<TypeParam> shop;
  shop.merchant = {3};
  SaleTerms sale = terms({item("lamp", 5)});
  sale.late_payment = LatePayment::reclaim;
  shop.open(sale);
  shop.wait(7);
  const PlaceOrder asked = shop.order("ada");
  const Outcome outcome = shop.run(asked);
  EXPECT_EQ(outcome.answer.met, Met::created);
  ASSERT_EQ(types(outcome.events), (Types{"order_held"}));
  EXPECT_EQ(outcome.events[0].at, shop.now);
  EXPECT_EQ(outcome.events[0].merchant, shop.merchant);
  const auto& held = std::get<OrderHeld>(outcome.events[0].fact);
  EXPECT_EQ(held.order, OrderNumber{1});
  EXPECT_EQ(held.total, 5);
  EXPECT_EQ(held.hold_expires_at, after_seconds(shop.now, hold_seconds));
  EXPECT_EQ(held.late_payment, LatePayment::reclaim);
  EXPECT_EQ(held.key, asked.key);
  EXPECT_EQ(held.body, asked.body);
}

TYPED_TEST(Orders, AreNumberedInOrderOfAcceptance) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")}, 2);
  EXPECT_EQ(shop.accept(shop.order("ada")).order, OrderNumber{1});
  shop.refuse(shop.order("ada", {{"lamp", 2}}));
  const OrderView second = shop.accept(shop.order("ada"));
  EXPECT_EQ(second.order, OrderNumber{2});
  shop.accept(shop.cancellation(second));
  EXPECT_EQ(shop.accept(shop.order("ada")).order, OrderNumber{3});
}

TYPED_TEST(Orders, GetAllTheirLinesOrNone) {
  Shop<TypeParam> shop;
  shop.open({item("lamp"), item("sofa")}, 3);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"lamp", 3}, {"sofa", 4}})).sku, id<SkuId>("sofa"));
  EXPECT_EQ(shop.sku_now("lamp").available, 3);
  EXPECT_EQ(shop.accept(shop.order("ada", {{"lamp", 3}, {"sofa", 3}})).total, 600);
}

TYPED_TEST(Orders, HaveLinesOfOneSkuAddedUpWhereTheFirstStood) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 1), item("sofa", 10)}, 10);
  const OrderView order = shop.accept(shop.order("ada", {{"sofa", 1}, {"lamp", 2}, {"sofa", 3}, {"lamp", 4}}));
  EXPECT_EQ(order.lines, (OrderLines{{id<SkuId>("sofa"), 4, 10}, {id<SkuId>("lamp"), 6, 1}}));
  EXPECT_EQ(order.total, 46);
}

TYPED_TEST(Orders, CountAddedUpLinesInEveryCheck) {
  Shop<TypeParam> shop;
  shop.open({item("limited", 100, {}, 3), item("quoted", 100, 3), item("scarce")}, 3);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"limited", 2}, {"limited", 2}})).reason, Reason::limit_reached);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"quoted", 2}, {"quoted", 2}})).reason, Reason::sold_out);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"scarce", 2}, {"scarce", 2}})).reason, Reason::sold_out);
  shop.accept(shop.order("ada", {{"limited", 2}, {"limited", 1}}));
}

TYPED_TEST(Orders, OfAnUnknownSaleAreRefused) {
  Shop<TypeParam> shop;
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_not_found);
}

TYPED_TEST(Orders, NameTheFirstSkuThatIsNotInTheSale) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.accept(shop.naming("sofa", "Sofa"));
  const Rejection rejection = shop.refuse(shop.order("ada", {{"lamp"}, {"sofa"}, {"chair"}}));
  EXPECT_EQ(rejection.reason, Reason::sku_not_in_sale);
  EXPECT_EQ(rejection.sku, id<SkuId>("sofa"));
}

TYPED_TEST(Orders, MayAmountToTheBoundAndNoMore) {
  Shop<TypeParam> shop;
  shop.open({item("gold", limits::price_minor), item("lamp", 1)}, 2 * limits::quantity_per_line);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"gold", limits::quantity_per_line}, {"lamp"}})).reason,
            Reason::total_out_of_bounds);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"gold", limits::quantity_per_line}, {"gold", 1}})).reason,
            Reason::total_out_of_bounds);
  EXPECT_EQ(shop.accept(shop.order("ada", {{"gold", limits::quantity_per_line}})).total, limits::sum_max);
}

TYPED_TEST(Orders, OfHundredHugeLinesDontWrap) {
  Shop<TypeParam> shop;
  shop.open({item("gold", limits::price_minor)});
  PlaceOrder order = shop.order("ada", {});
  order.lines.assign(limits::lines_per_order, {id<SkuId>("gold"), limits::quantity_per_line});
  EXPECT_EQ(shop.refuse(order).reason, Reason::total_out_of_bounds);
}

TYPED_TEST(Orders, MayHaveAHundredLines) {
  Shop<TypeParam> shop;
  std::vector<SaleItemTerms> items;
  for (std::uint32_t i = 0; i < limits::lines_per_order; ++i) items.push_back(item("sku-" + std::to_string(i), 1 + i));
  shop.open(items);
  PlaceOrder order = shop.order("ada", {});
  for (const SaleItemTerms& each : items) order.lines.push_back({each.sku, 2});
  const OrderView accepted = shop.accept(order);
  EXPECT_EQ(accepted.total, 2 * 5050);
  EXPECT_EQ(accepted.lines.size(), items.size());
  EXPECT_EQ(shop.sku_now("sku-99").held, 2);
  shop.accept(shop.cancellation(accepted));
  EXPECT_EQ(shop.sku_now("sku-99").held, 0);
}

TYPED_TEST(Orders, MayBeFree) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 0)});
  const OrderView order = shop.accept(shop.order("ada"));
  EXPECT_EQ(order.total, 0);
  EXPECT_EQ(shop.accept(shop.payment(order)).status, OrderStatus::paid);
  EXPECT_EQ(shop.sale_now().gmv, 0);
}

TYPED_TEST(Orders, ComeTooSoonUntilTheMillisecondOfTheStart) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1;
  shop.open({item("lamp")});
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_not_started);
  shop.now = opening;
  shop.accept(shop.order("ada"));
}

TYPED_TEST(Orders, AreToldHowManyWholeSecondsToWaitForTheStart) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 10'000;
  shop.open({item("lamp")});
  for (const auto& [ms, seconds] : {std::pair{2001, 3}, {2000, 2}, {1001, 2}, {1000, 1}, {999, 1}, {1, 1}}) {
    shop.now.ms = opening.ms - ms;
    EXPECT_EQ(shop.refuse(shop.order("ada")).retry_after_seconds, seconds) << ms;
  }
}

TYPED_TEST(Orders, ComeTooLateFromTheMillisecondOfTheEnd) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.now.ms = opening.ms + hour_ms - 1;
  shop.accept(shop.order("ada"));
  shop.now.ms = opening.ms + hour_ms;
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_ended);
}

TYPED_TEST(Orders, LookForUnknownSkusThenTheTotalThenTheWindow) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1;
  shop.open({item("gold", limits::price_minor, 0, 0)});
  const auto much = Quantity{limits::quantity_per_line};
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"gold", much}, {"gold", 1}, {"sofa"}})).reason, Reason::sku_not_in_sale);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"gold", much}, {"gold", 1}})).reason, Reason::total_out_of_bounds);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"gold", much}})).reason, Reason::sale_not_started);
}

TYPED_TEST(Orders, LookAtTheLimitsOfAllLinesBeforeAnyStock) {
  Shop<TypeParam> shop;
  shop.open({item("gone", 100, 0), item("limited", 100, {}, 1)});
  const Rejection rejection = shop.refuse(shop.order("ada", {{"gone"}, {"limited", 2}}));
  EXPECT_EQ(rejection.reason, Reason::limit_reached);
  EXPECT_EQ(rejection.sku, id<SkuId>("limited"));
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"gone"}, {"limited"}})).sku, id<SkuId>("gone"));
}

TYPED_TEST(Orders, AreSoldOutByTheFirstLineWhoseQuotaOrStockIsGone) {
  Shop<TypeParam> shop;
  shop.open({item("quoted", 100, 1), item("scarce")}, 1);
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"scarce", 2}, {"quoted", 2}})).sku, id<SkuId>("scarce"));
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"quoted", 2}, {"scarce", 2}})).sku, id<SkuId>("quoted"));
}

TYPED_TEST(Orders, UseUpTheStockToTheUnit) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")}, 3);
  shop.accept(shop.order("ada", {{"lamp", 2}}));
  const Rejection rejection = shop.refuse(shop.order("bea", {{"lamp", 2}}));
  EXPECT_EQ(rejection.reason, Reason::sold_out);
  EXPECT_EQ(rejection.sku, id<SkuId>("lamp"));
  shop.accept(shop.order("bea"));
  EXPECT_EQ(shop.refuse(shop.order("cat")).reason, Reason::sold_out);
}

TYPED_TEST(Orders, UseUpTheQuotaToTheUnitHeldOrSold) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 3)}, 10);
  shop.accept(shop.payment(shop.accept(shop.order("ada", {{"lamp", 2}}))));
  EXPECT_EQ(shop.refuse(shop.order("bea", {{"lamp", 2}})).reason, Reason::sold_out);
  shop.accept(shop.order("bea"));
  EXPECT_EQ(shop.refuse(shop.order("cat")).reason, Reason::sold_out);
  EXPECT_EQ(shop.sku_now("lamp").available, 7);
}

TYPED_TEST(Orders, FindNothingUnderAQuotaOfNothing) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 0)});
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sold_out);
}

}  // namespace
}  // namespace doorbuster::inventory::twin
