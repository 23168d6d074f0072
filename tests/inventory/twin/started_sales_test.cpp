// What may still be changed of a sale once it has started, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class StartedSales : public testing::Test {};
TYPED_TEST_SUITE(StartedSales, Machines);

TYPED_TEST(StartedSales, AreFixedFromTheVeryMillisecondOfTheirStart) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1;
  shop.open({item("lamp", 100)});
  shop.accept(shop.sale(terms({item("lamp", 101)})));
  shop.now = opening;
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp", 100)}))).reason, Reason::sale_started);
}

TYPED_TEST(StartedSales, KeepTheirPrices) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100), item("sofa", 900)});
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp", 100), item("sofa", 899)}))).reason, Reason::sale_started);
}

TYPED_TEST(StartedSales, KeepTheirCurrency) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  SaleTerms changed = terms({item("lamp")});
  changed.currency = {{'E', 'U', 'R'}};
  EXPECT_EQ(shop.refuse(shop.sale(changed)).reason, Reason::sale_started);
}

TYPED_TEST(StartedSales, KeepTheirStart) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  for (const std::int64_t move : {-1, +1}) {
    SaleTerms changed = terms({item("lamp")});
    changed.starts_at.ms += move;
    EXPECT_EQ(shop.refuse(shop.sale(changed)).reason, Reason::sale_started);
  }
}

TYPED_TEST(StartedSales, MayLetAQuotaGrowOrGo) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 1)});
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sold_out);
  shop.accept(shop.sale(terms({item("lamp", 100, 2)})));
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sold_out);
  shop.accept(shop.sale(terms({item("lamp", 100)})));
  shop.accept(shop.order("ada", {{"lamp", 8}}));
}

TYPED_TEST(StartedSales, MayNotLetAQuotaShrinkOrCome) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 5), item("sofa", 900)});
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp", 100, 4), item("sofa", 900)}))).reason, Reason::sale_started);
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp", 100, 5), item("sofa", 900, 1'000'000)}))).reason,
            Reason::sale_started);
}

TYPED_TEST(StartedSales, MayTakeNewItemsWithAnyTerms) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.accept(shop.naming("sofa", "Sofa"));
  shop.accept(shop.delivery("sofa", 5));
  shop.accept(shop.sale(terms({item("lamp"), item("sofa", 900, 2, 1)})));
  EXPECT_EQ(shop.accept(shop.order("ada", {{"sofa"}})).total, 900);
}

TYPED_TEST(StartedSales, KeepTheirItems) {
  Shop<TypeParam> shop;
  shop.open({item("lamp"), item("sofa")});
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp")}))).reason, Reason::sale_started);
}

TYPED_TEST(StartedSales, LookForUnknownSkusFirst) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100)});
  EXPECT_EQ(shop.refuse(shop.sale(terms({item("lamp", 1), item("sofa")}))).reason, Reason::sku_not_found);
}

TYPED_TEST(StartedSales, ChangeTheRestForOrdersToCome) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100)});
  const OrderView before = shop.accept(shop.order("ada"));
  SaleTerms changed = terms({item("lamp", 100, {}, 2)});
  changed.name = "Another name";
  changed.hold_seconds = 5;
  shop.accept(shop.sale(changed));
  const OrderView after = shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
  EXPECT_EQ(before.hold_expires_at, after_seconds(opening, hold_seconds));
  EXPECT_EQ(shop.order_now(before).hold_expires_at, before.hold_expires_at);
  EXPECT_EQ(after.hold_expires_at, after_seconds(opening, 5));
  EXPECT_EQ(shop.sale_now().terms.name, "Another name");
}

TYPED_TEST(StartedSales, TakeALimitBelowWhatBuyersHave) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100)});
  const OrderView three = shop.accept(shop.order("ada", {{"lamp", 3}}));
  shop.accept(shop.sale(terms({item("lamp", 100, {}, 1)})));
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::limit_reached);
  shop.accept(shop.payment(three));
  shop.accept(shop.order("bea"));
}

TYPED_TEST(StartedSales, MayEndLater) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  SaleTerms later = terms({item("lamp")});
  later.ends_at.ms += hour_ms;
  shop.accept(shop.sale(later));
  shop.wait(hour_ms);
  shop.accept(shop.order("ada"));
}

TYPED_TEST(StartedSales, EndNowWhenTheirEndIsMovedIntoThePast) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.wait(1000);
  SaleTerms past = terms({item("lamp")});
  past.ends_at.ms = opening.ms + 1;
  const Outcome ended = shop.run(shop.sale(past));
  ASSERT_EQ(types(ended.events), (Types{"sale_put"}));
  EXPECT_EQ(std::get<SalePut>(ended.events[0].fact).terms.ends_at, shop.now);
  EXPECT_EQ(shop.sale_now().terms.ends_at, shop.now);
  EXPECT_EQ(shop.sale_now().status, SaleStatus::ended);
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_ended);
}

TYPED_TEST(StartedSales, EndAtTheGivenInstantIfThatIsStillToCome) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  SaleTerms sooner = terms({item("lamp")});
  sooner.ends_at.ms = opening.ms + 10;
  shop.accept(shop.sale(sooner));
  shop.wait(9);
  shop.accept(shop.order("ada"));
  shop.wait(1);
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_ended);
}

TYPED_TEST(StartedSales, MayBeExtendedOnceTheyHaveEnded) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.wait(2 * hour_ms);
  EXPECT_EQ(shop.refuse(shop.order("ada")).reason, Reason::sale_ended);
  SaleTerms extended = terms({item("lamp")});
  extended.ends_at.ms = opening.ms + 3 * hour_ms;
  EXPECT_EQ(shop.accept(shop.sale(extended)).status, SaleStatus::running);
  shop.accept(shop.order("ada"));
}

TYPED_TEST(StartedSales, KeepAPastEndWhenOtherTermsChange) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.wait(2 * hour_ms);
  SaleTerms renamed = terms({item("lamp")});
  renamed.name = "What it was";
  shop.accept(shop.sale(renamed));
  EXPECT_EQ(shop.sale_now().terms.ends_at, renamed.ends_at);
  EXPECT_EQ(shop.sale_now().terms.name, "What it was");
}

}  // namespace
}  // namespace doorbuster::inventory::twin
