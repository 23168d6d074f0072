// The fingerprint: equal for equal facts however they came to be, and different when any single fact differs.
#include <algorithm>
#include <functional>
#include <map>

#include "shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

template <class Facts>
Fingerprint of(const Facts& facts) {
  FingerprintBuilder builder;
  builder.add(facts);
  return builder.result();
}

// Each change must lead to a fingerprint of its own.
template <class Facts>
void expect_sensitive(const Facts& facts, const std::map<std::string, std::function<void(Facts&)>>& changes) {
  std::map<std::uint64_t, std::string> seen{{of(facts).value, "nothing"}};
  for (const auto& [name, change] : changes) {
    Facts changed = facts;
    change(changed);
    const auto [same, is_new] = seen.emplace(of(changed).value, name);
    EXPECT_TRUE(is_new) << "changing " << name << " is like changing " << same->second;
  }
}

TEST(Fingerprint, SeesEveryFieldOfASku) {
  expect_sensitive<SkuFacts>({.merchant = {0}, .sku = id<SkuId>("a"), .name = "n", .received = 5, .held = 1, .sold = 2},
                             {{"merchant", [](auto& f) { f.merchant = {1}; }},
                              {"sku", [](auto& f) { f.sku = id<SkuId>("b"); }},
                              {"name", [](auto& f) { f.name = "m"; }},
                              {"received", [](auto& f) { f.received = 6; }},
                              {"held", [](auto& f) { f.held = 2; }},
                              {"sold", [](auto& f) { f.sold = 1; }}});
}

TEST(Fingerprint, SeesEveryFieldOfASale) {
  SaleTerms terms = lamp_terms();
  terms.items.push_back({.sku = id<SkuId>("bulb"), .price = 7, .quota = 5, .per_buyer_limit = 2});
  expect_sensitive<SaleFacts>(
      {.merchant = {0}, .terms = terms, .gmv = 5, .orders = {1, 2, 3, 4}},
      {{"merchant", [](auto& f) { f.merchant = {1}; }},
       {"sale", [](auto& f) { f.terms.sale = id<SaleId>("day"); }},
       {"name", [](auto& f) { f.terms.name = "x"; }},
       {"currency", [](auto& f) { f.terms.currency = Currency::parse("CNY").value(); }},
       {"starts_at", [](auto& f) { ++f.terms.starts_at.ms; }},
       {"ends_at", [](auto& f) { ++f.terms.ends_at.ms; }},
       {"hold_seconds", [](auto& f) { ++f.terms.hold_seconds; }},
       {"late_payment", [](auto& f) { f.terms.late_payment = LatePayment::reclaim; }},
       {"one_order_in_flight", [](auto& f) { f.terms.one_order_in_flight = true; }},
       {"item's sku", [](auto& f) { f.terms.items[0].sku = id<SkuId>("lamq"); }},
       {"item's price", [](auto& f) { ++f.terms.items[0].price; }},
       {"item's quota", [](auto& f) { f.terms.items[0].quota = 0; }},
       {"item's limit", [](auto& f) { f.terms.items[0].per_buyer_limit = 0; }},
       {"items' order", [](auto& f) { std::swap(f.terms.items[0], f.terms.items[1]); }},
       {"gmv", [](auto& f) { ++f.gmv; }},
       {"counts", [](auto& f) { std::swap(f.orders[0], f.orders[1]); }}});
}

TEST(Fingerprint, SeesEveryFieldOfAnOrder) {
  OrderFacts order{.merchant = {0},
                   .order = {1},
                   .record = {4},
                   .sale = id<SaleId>("night"),
                   .buyer = id<BuyerId>("u1"),
                   .lines = {},
                   .total = 100,
                   .currency = Currency::parse("EUR").value(),
                   .created_at = {5},
                   .hold_expires_at = {6},
                   .late_payment = LatePayment::refund,
                   .status = OrderStatus::held,
                   .payment = {},
                   .key = {1, 2},
                   .body = {3}};
  order.lines.push_back({id<SkuId>("lamp"), 1, 100});
  expect_sensitive<OrderFacts>(order, {{"merchant", [](auto& f) { f.merchant = {1}; }},
                                       {"order", [](auto& f) { f.order = {2}; }},
                                       {"record", [](auto& f) { f.record = {5}; }},
                                       {"sale", [](auto& f) { f.sale = id<SaleId>("day"); }},
                                       {"buyer", [](auto& f) { f.buyer = id<BuyerId>("u2"); }},
                                       {"line's sku", [](auto& f) { f.lines[0].sku = id<SkuId>("bulb"); }},
                                       {"line's qty", [](auto& f) { ++f.lines[0].qty; }},
                                       {"line's price", [](auto& f) { ++f.lines[0].unit_price; }},
                                       {"lines", [](auto& f) { f.lines.push_back(f.lines[0]); }},
                                       {"total", [](auto& f) { ++f.total; }},
                                       {"currency", [](auto& f) { f.currency = Currency::parse("CNY").value(); }},
                                       {"created_at", [](auto& f) { ++f.created_at.ms; }},
                                       {"hold_expires_at", [](auto& f) { ++f.hold_expires_at.ms; }},
                                       {"late_payment", [](auto& f) { f.late_payment = LatePayment::reclaim; }},
                                       {"status", [](auto& f) { f.status = OrderStatus::expired; }},
                                       {"payment", [](auto& f) { f.payment = id<PaymentId>("p"); }},
                                       {"key's high", [](auto& f) { ++f.key.high; }},
                                       {"key's low", [](auto& f) { ++f.key.low; }},
                                       {"body", [](auto& f) { f.body = {4}; }}});
}

TEST(Fingerprint, SeesEveryFieldOfTheRest) {
  expect_sensitive<SaleItemFacts>(
      {.merchant = {0}, .sale = id<SaleId>("s"), .sku = id<SkuId>("k"), .held = 1, .sold = 2},
      {{"merchant", [](auto& f) { f.merchant = {1}; }},
       {"sale", [](auto& f) { f.sale = id<SaleId>("t"); }},
       {"sku", [](auto& f) { f.sku = id<SkuId>("l"); }},
       {"held", [](auto& f) { f.held = 2; }},
       {"sold", [](auto& f) { f.sold = 1; }}});
  expect_sensitive<StockKeyFacts>(
      {.key = {1, 2}, .body = {3}, .merchant = {0}, .sku = id<SkuId>("k"), .record = {4}},
      {{"key's high", [](auto& f) { f.key.high = 9; }},
       {"key's low", [](auto& f) { f.key.low = 9; }},
       {"body", [](auto& f) { f.body = {9}; }},
       {"merchant", [](auto& f) { f.merchant = {9}; }},
       {"sku", [](auto& f) { f.sku = id<SkuId>("l"); }},
       {"record", [](auto& f) { f.record = {9}; }}});
  expect_sensitive<RefundFacts>({.order = {1}, .payment = id<PaymentId>("p")},
                                {{"order", [](auto& f) { f.order = {2}; }},
                                 {"payment", [](auto& f) { f.payment = id<PaymentId>("q"); }}});
  expect_sensitive<BuyerUnitsFacts>(
      {.merchant = {0}, .sale = id<SaleId>("s"), .sku = id<SkuId>("k"), .buyer = id<BuyerId>("b"), .units = 1},
      {{"merchant", [](auto& f) { f.merchant = {1}; }},
       {"sale", [](auto& f) { f.sale = id<SaleId>("t"); }},
       {"sku", [](auto& f) { f.sku = id<SkuId>("l"); }},
       {"buyer", [](auto& f) { f.buyer = id<BuyerId>("c"); }},
       {"units", [](auto& f) { f.units = 2; }}});
}

TEST(Fingerprint, DoesNotDependOnTheOrderOfReports) {
  const RefundFacts one{.order = {1}, .payment = id<PaymentId>("a")};
  const RefundFacts other{.order = {2}, .payment = id<PaymentId>("b")};
  FingerprintBuilder forth;
  forth.add(one);
  forth.add(other);
  FingerprintBuilder back;
  back.add(other);
  back.add(one);
  EXPECT_EQ(forth.result(), back.result());
}

TEST(Fingerprint, TellsNeighbouringTextsApart) {
  SkuFacts first{.merchant = {0}, .sku = id<SkuId>("ab"), .name = "c"};
  SkuFacts second{.merchant = {0}, .sku = id<SkuId>("a"), .name = "bc"};
  EXPECT_NE(of(first), of(second));
}

// Two shops whose tables were filled in another order; only positions could tell them apart, so those are left equal.
TEST(Fingerprint, DoesNotDependOnTheOrderOfTables) {
  const auto filled = [](const std::vector<std::string>& skus) {
    Shop shop;
    for (const std::string& sku : skus) shop.put_sku(sku);
    return fingerprint(shop.state);
  };
  EXPECT_EQ(filled({"a", "b", "c"}), filled({"c", "a", "b"}));
  EXPECT_NE(filled({"a", "b", "c"}), filled({"a", "b", "d"}));
}

TEST(Fingerprint, DoesNotDependOnCapacity) {
  Shop shop = open_shop();
  shop.place("u1");
  State roomier(Capacity{.skus = 100,
                         .sales = 100,
                         .sale_items = 500,
                         .orders = 1000,
                         .order_lines = 5000,
                         .buyers = 1000,
                         .stock_keys = 100,
                         .payments = 100});
  for (const Event& event : shop.events) ASSERT_EQ(apply(roomier, event), std::nullopt);
  EXPECT_EQ(fingerprint(roomier), fingerprint(shop.state));
}

TEST(Fingerprint, MovesWithEveryEvent) {
  Shop shop = open_shop();
  std::vector<Fingerprint> seen{fingerprint(shop.state)};
  const auto expect_new = [&] {
    const Fingerprint now = fingerprint(shop.state);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), now), 0);
    seen.push_back(now);
  };
  shop.place("u1");
  expect_new();
  shop.pay({1}, 100);
  expect_new();
  shop.place("u1");
  expect_new();
  shop.cancel({2});
  expect_new();
  shop.pay({2}, 100, "late");
  expect_new();
  shop.put_sku("bulb");
  expect_new();
}

TEST(Fingerprint, StaysWhenNothingIsAccepted) {
  Shop shop = open_shop();
  shop.place("u1", 10);
  const Fingerprint before = fingerprint(shop.state);
  EXPECT_EQ(reason_of(shop.tell(shop.order("u2"))), Reason::sold_out);
  EXPECT_EQ(reason_of(shop.pay({1}, 1)), Reason::amount_mismatch);
  EXPECT_EQ(reason_of(shop.pay({9}, 1)), Reason::order_not_found);
  EXPECT_EQ(reason_of(shop.stock("lamp", -1)), Reason::insufficient_stock);
  EXPECT_EQ(fingerprint(shop.state), before);
}

}  // namespace
}  // namespace doorbuster::inventory::tests
