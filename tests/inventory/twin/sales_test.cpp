// Sales: what they tell, and what may be changed before and after their start, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class Sales : public testing::Test {};
TYPED_TEST_SUITE(Sales, Machines);

TYPED_TEST(Sales, TellTheirTermsAndCounts) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  const SaleTerms asked = terms({item("lamp", 19900, 500, 1)});
  const Outcome put = shop.run(shop.sale(asked));
  EXPECT_EQ(put.answer.met, Met::created);
  EXPECT_EQ(types(put.events), (Types{"sale_put"}));
  const SaleView sale = shop.sale_now();
  EXPECT_EQ(sale.terms.name, asked.name);
  EXPECT_TRUE(sale.terms.items.empty());
  ASSERT_EQ(sale.items.size(), 1U);
  EXPECT_EQ(sale.items[0].terms, asked.items[0]);
  EXPECT_EQ(sale.gmv, 0);
  EXPECT_EQ(sale.orders, (std::array<std::uint64_t, order_statuses>{}));
}

TYPED_TEST(Sales, ThatAreUnknownAreNotFound) {
  Shop<TypeParam> shop;
  EXPECT_EQ(reason(shop.machine.ask(ReadSale{shop.merchant, id<SaleId>("sale")}, shop.now)), Reason::sale_not_found);
}

TYPED_TEST(Sales, NameTheFirstSkuThatIsUnknown) {
  Shop<TypeParam> shop;
  shop.accept(shop.naming("lamp", "Lamp"));
  const Rejection rejection = shop.refuse(shop.sale(terms({item("lamp"), item("sofa"), item("chair")})));
  EXPECT_EQ(rejection.reason, Reason::sku_not_found);
  EXPECT_EQ(rejection.sku, id<SkuId>("sofa"));
}

TYPED_TEST(Sales, AreScheduledThenRunningThenEndedToTheMillisecond) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1;
  shop.open({item("lamp")});
  EXPECT_EQ(shop.sale_now().status, SaleStatus::scheduled);
  shop.now = opening;
  EXPECT_EQ(shop.sale_now().status, SaleStatus::running);
  shop.now.ms = opening.ms + hour_ms - 1;
  EXPECT_EQ(shop.sale_now().status, SaleStatus::running);
  shop.now.ms = opening.ms + hour_ms;
  EXPECT_EQ(shop.sale_now().status, SaleStatus::ended);
}

TYPED_TEST(Sales, CountOrdersByStatusAndThePaidOnesMoney) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100)}, 20);
  shop.accept(shop.order("expires"));
  shop.expire_all();
  shop.accept(shop.payment(shop.accept(shop.order("pays", {{"lamp", 2}}))));
  shop.accept(shop.payment(shop.accept(shop.order("pays", {{"lamp", 3}}))));
  shop.accept(shop.cancellation(shop.accept(shop.order("cancels"))));
  for (int i = 0; i < 4; ++i) shop.accept(shop.order("holds"));
  const SaleView sale = shop.sale_now();
  EXPECT_EQ(sale.gmv, 500);
  EXPECT_EQ(sale.orders, (std::array<std::uint64_t, order_statuses>{4, 2, 1, 1}));
  EXPECT_EQ(sale.items[0].held, 4);
  EXPECT_EQ(sale.items[0].sold, 5);
}

TYPED_TEST(Sales, HaveWhatIsLeftOfQuotaOrStockWhicheverIsLess) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 4)}, 10);
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.sale_now().items[0].available, 3);
  shop.accept(shop.delivery("lamp", -8));
  EXPECT_EQ(shop.sale_now().items[0].available, 1);
}

TYPED_TEST(Sales, WithoutAQuotaHaveTheStock) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")}, 10);
  shop.accept(shop.order("ada"));
  EXPECT_EQ(shop.sale_now().items[0].available, 9);
}

TYPED_TEST(Sales, ShareTheStockButNotTheQuota) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 2)}, 3);
  shop.accept(shop.sale(terms({item("lamp", 200, 2)}, "other")));
  shop.accept(shop.order("ada", {{"lamp", 2}}));
  EXPECT_EQ(shop.sale_now("sale").items[0].available, 0);
  EXPECT_EQ(shop.sale_now("other").items[0].available, 1);
  EXPECT_EQ(shop.accept(shop.order("ada", {{"lamp", 1}}, "other")).total, 200);
}

TYPED_TEST(Sales, MayChangeInEverythingBeforeTheirStart) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1;
  shop.open({item("lamp", 100, 5, 1), item("sofa", 900)});
  SaleTerms changed = terms({item("lamp", 50, 3, 2)});
  changed.name = "Another name";
  changed.currency = {{'E', 'U', 'R'}};
  changed.starts_at.ms += 5;
  changed.ends_at.ms -= 5;
  changed.hold_seconds = 1;
  changed.late_payment = LatePayment::reclaim;
  const Outcome put = shop.run(shop.sale(changed));
  EXPECT_EQ(put.answer.met, Met::changed);
  ASSERT_EQ(types(put.events), (Types{"sale_put"}));
  EXPECT_EQ(std::get<SalePut>(put.events[0].fact).terms, changed);
  ASSERT_EQ(shop.sale_now().items.size(), 1U);
  EXPECT_EQ(shop.sale_now().items[0].terms, changed.items[0]);
}

TYPED_TEST(Sales, MayComeForwardToHaveBegunAlready) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1000;
  shop.open({item("lamp")});
  SaleTerms changed = terms({item("lamp")});
  changed.starts_at.ms = shop.now.ms - 1;
  EXPECT_EQ(shop.accept(shop.sale(changed)).status, SaleStatus::running);
  shop.accept(shop.order("ada"));
}

TYPED_TEST(Sales, RecordNothingWhenTheirTermsStay) {
  Shop<TypeParam> shop;
  const SaleTerms same = terms({item("lamp", 100, 5, 1)});
  shop.now.ms = opening.ms - 1;
  shop.open(same);
  for (const Instant when : {Instant{opening.ms - 1}, opening, Instant{opening.ms + 2 * hour_ms}}) {
    shop.now = when;
    const Outcome again = shop.run(shop.sale(same));
    EXPECT_EQ(reason(again.answer), std::nullopt);
    EXPECT_EQ(again.answer.met, Met::changed);
    EXPECT_TRUE(again.events.empty());
  }
}

TYPED_TEST(Sales, TakeBackAnItemThatWasRemovedBeforeTheStart) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms - 1;
  shop.open({item("lamp"), item("sofa")});
  shop.accept(shop.sale(terms({item("lamp")})));
  shop.now = opening;
  EXPECT_EQ(shop.refuse(shop.order("ada", {{"sofa"}})).reason, Reason::sku_not_in_sale);
  shop.accept(shop.sale(terms({item("lamp"), item("sofa", 7, 1)})));
  EXPECT_EQ(shop.accept(shop.order("ada", {{"sofa"}})).total, 7);
  EXPECT_EQ(shop.sale_now().items[1].held, 1);
}

TYPED_TEST(Sales, TellTheirItemsInTheOrderOfTheLastPut) {
  Shop<TypeParam> shop;
  shop.open({item("lamp"), item("sofa")});
  shop.accept(shop.order("ada", {{"sofa"}}));
  EXPECT_EQ(types(shop.run(shop.sale(terms({item("sofa"), item("lamp")}))).events), (Types{"sale_put"}));
  EXPECT_EQ(shop.sale_now().items[0].terms.sku, id<SkuId>("sofa"));
  EXPECT_EQ(shop.sale_now().items[0].held, 1);
  EXPECT_EQ(shop.sale_now().items[1].held, 0);
}

TYPED_TEST(Sales, MayBeCreatedAlreadyBegunOrEnded) {
  Shop<TypeParam> shop;
  shop.now.ms = opening.ms + 1000;
  shop.open({item("lamp")});
  EXPECT_EQ(shop.sale_now().status, SaleStatus::running);
  SaleTerms past = terms({item("lamp")}, "past");
  past.ends_at.ms = opening.ms + 1;
  EXPECT_EQ(shop.accept(shop.sale(past)).status, SaleStatus::ended);
  EXPECT_EQ(shop.sale_now("past").terms.ends_at, Instant{opening.ms + 1});
}

}  // namespace
}  // namespace doorbuster::inventory::twin
