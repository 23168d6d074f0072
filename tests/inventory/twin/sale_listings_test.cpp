// Listings of sales, and those to be watched, on both machines.
#include "tests/inventory/twin/shop.hpp"

namespace doorbuster::inventory::twin {
namespace {

template <class M>
class SaleListings : public testing::Test {};
TYPED_TEST_SUITE(SaleListings, Machines);

using Names = std::vector<std::string>;

SaleTerms lasting(std::string_view sale, std::int64_t from_hour, std::int64_t to_hour) {
  SaleTerms terms = twin::terms({item("lamp")}, sale);
  terms.starts_at = {opening.ms + from_hour * hour_ms};
  terms.ends_at = {opening.ms + to_hour * hour_ms};
  return terms;
}

template <class M>
Names page(Shop<M>& shop, const ListSales& query) {
  Names names;
  const auto page = std::get<SalePage>(shop.machine.ask(query, shop.now).body);
  for (const SaleView& sale : page.sales) names.emplace_back(sale.terms.sale.view());
  names.push_back(page.next_after ? "after " + std::string(page.next_after->view()) : "end");
  return names;
}

template <class M>
SalesWatch watch(Shop<M>& shop) {
  return std::get<SalesWatch>(shop.machine.ask(WatchSales{shop.merchant}, shop.now).body);
}

template <class M>
Names watched(Shop<M>& shop) {
  Names names;
  for (const WatchedSale& sale : watch(shop).sales) names.emplace_back(sale.sale.terms.sale.view());
  return names;
}

TYPED_TEST(SaleListings, TellAMerchantsSalesInTheOrderInWhichTheyWereMade) {
  Shop<TypeParam> shop;
  EXPECT_EQ(page(shop, {}), (Names{"end"}));
  shop.open({item("lamp")});
  for (const char* sale : {"zebra", "ape", "mole"}) shop.accept(shop.sale(terms({item("lamp")}, sale)));
  EXPECT_EQ(page(shop, {}), (Names{"sale", "zebra", "ape", "mole", "end"}));
  EXPECT_EQ(page(shop, {.merchant = {1}, .after = {}}), (Names{"end"}));
}

TYPED_TEST(SaleListings, GoOnWhereThePageBeforeEnded) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  for (const char* sale : {"zebra", "ape", "mole"}) shop.accept(shop.sale(terms({item("lamp")}, sale)));
  ListSales query{.merchant = {}, .after = {}, .limit = 2};
  EXPECT_EQ(page(shop, query), (Names{"sale", "zebra", "after zebra"}));
  query.after = id<SaleId>("zebra");
  EXPECT_EQ(page(shop, query), (Names{"ape", "mole", "end"}));
  query.after = id<SaleId>("mole");
  EXPECT_EQ(page(shop, query), (Names{"end"}));
  query.after = id<SaleId>("unknown");
  EXPECT_EQ(reason(shop.machine.ask(query, shop.now)), Reason::sale_not_found);
}

TYPED_TEST(SaleListings, AreShorterWhereSalesHaveManyItems) {
  Shop<TypeParam> shop;
  std::vector<SaleItemTerms> items;
  for (int i = 0; i < 900; ++i) {
    items.push_back(item("sku" + std::to_string(i)));
    shop.accept(shop.naming(items.back().sku.view(), "One of many"));
  }
  for (int i = 1; i <= 12; ++i) shop.accept(shop.sale(terms(items, "sale-" + std::to_string(i))));
  const Names first = page(shop, {});
  EXPECT_EQ(first.size(), 1 + limits::sale_items_per_page / items.size());
  EXPECT_EQ(first.back(), "after sale-11");

  const SalesWatch watch = twin::watch(shop);
  ASSERT_EQ(watch.sales.size(), 12U);
  EXPECT_EQ(watch.sales[0].items.size(), limits::watched_items_per_sale);
  EXPECT_EQ(watch.sales[0].all_items, 900U);
}

TYPED_TEST(SaleListings, WatchWhatRunsThenWhatComesThenWhatWas) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  shop.accept(shop.sale(lasting("long-over", -9, -8)));
  shop.accept(shop.sale(lasting("much-later", 8, 9)));
  shop.accept(shop.sale(lasting("running-long", -3, 1)));
  shop.accept(shop.sale(lasting("just-over", -2, -1)));
  shop.accept(shop.sale(lasting("next", 2, 3)));
  EXPECT_EQ(watched(shop), (Names{"sale", "running-long", "next", "much-later", "just-over", "long-over"}));
  EXPECT_EQ(watch(shop).all_sales, 6U);
  EXPECT_EQ(watch(shop).running_sales, 2U);
}

TYPED_TEST(SaleListings, WatchASaleWithItsFiguresAndItsStock) {
  Shop<TypeParam> shop;
  shop.open({item("lamp", 100, 5)}, 8);
  shop.accept(shop.order("ada"));
  shop.accept(shop.payment(shop.accept(shop.order("bea"))));
  const SalesWatch watch = twin::watch(shop);
  ASSERT_EQ(watch.sales.size(), 1U);
  EXPECT_EQ(watch.sales[0].sale.gmv, 100);
  EXPECT_EQ(watch.sales[0].all_items, 1U);
  const WatchedItem& lamp = watch.sales[0].items.at(0);
  EXPECT_EQ(lamp.item.available, 3);
  EXPECT_EQ(lamp.item.held, 1);
  EXPECT_EQ(lamp.item.sold, 1);
  EXPECT_EQ(lamp.sku.available, 6);
}

TYPED_TEST(SaleListings, WatchNoMoreThanTheirBounds) {
  Shop<TypeParam> shop;
  shop.open({item("lamp")});
  std::vector<SaleItemTerms> items;
  for (int i = 0; i < 39; ++i) {
    items.push_back(item("sku" + std::to_string(i)));
    shop.accept(shop.naming(items.back().sku.view(), "One of many"));
  }
  for (std::uint32_t i = 0; i < limits::sales_scanned_per_watch; ++i) {
    shop.accept(shop.sale(terms(items, "later-" + std::to_string(i))));
  }
  const SalesWatch watch = twin::watch(shop);
  EXPECT_EQ(watch.sales.size(), limits::watched_sales);
  EXPECT_EQ(watch.all_sales, limits::sales_scanned_per_watch + 1);
  std::size_t shown = 0;
  for (const WatchedSale& sale : watch.sales) {
    EXPECT_NE(sale.sale.terms.sale, id<SaleId>("sale")) << "It is older than those that are looked at.";
    shown += sale.items.size();
  }
  EXPECT_EQ(shown, limits::watched_items);
}

}  // namespace
}  // namespace doorbuster::inventory::twin
