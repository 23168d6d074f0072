// A shop in which everything has happened.
#include "busy_shop.hpp"

namespace doorbuster::inventory::tests {
namespace {

constexpr MerchantId other_merchant{7};

SaleItemTerms item(std::string_view sku, std::optional<Quantity> quota, std::optional<Quantity> limit) {
  return {.sku = id<SkuId>(sku), .price = 100, .quota = quota, .per_buyer_limit = limit};
}

// Before it starts, a sale may lose items: their places in the tables stay vacant or are used again.
void plan_sales(Shop& shop) {
  shop.now = Instant{sale_start.ms - 1};
  SaleTerms terms = lamp_terms();
  terms.late_payment = LatePayment::reclaim;
  terms.items = {item("bulb", {}, {}), item("cord", {}, {}), item("lamp", {}, {})};
  shop.put_sale(terms);
  terms.items = {item("lamp", 40, 6), item("bulb", {}, {})};
  shop.put_sale(terms);
  SaleTerms day = lamp_terms();
  day.sale = id<SaleId>("day");
  day.items = {item("lamp", {}, 3)};
  shop.put_sale(day);
  shop.now = sale_start;
  terms.items[0].per_buyer_limit = 2;
  shop.put_sale(terms);
}

void open_for_another_merchant(Shop& shop) {
  shop.tell(PutSku{other_merchant, id<SkuId>("lamp"), "Another's lamp"});
  shop.tell(AdjustStock{other_merchant, id<SkuId>("lamp"), 5, "delivery", shop.new_key(), {3}});
  SaleTerms terms = lamp_terms();
  terms.currency = Currency::parse("CNY").value();
  shop.tell(PutSale{other_merchant, terms});
  PlaceOrder order = shop.order("u1");
  order.merchant = other_merchant;
  shop.tell(order);
}

}  // namespace

Shop busy_shop(const Capacity& capacity) {
  Shop shop(capacity);
  for (const char* sku : {"lamp", "bulb", "cord"}) shop.put_sku(sku);
  shop.stock("lamp", 60);
  shop.stock("bulb", 20);
  shop.stock("lamp", -10);
  plan_sales(shop);
  for (const char* buyer : {"u1", "u2", "u3", "u1"}) shop.place(buyer);
  PlaceOrder both = shop.order("u2", 1, "bulb");
  both.lines.push_back({id<SkuId>("lamp"), 1});
  shop.tell(both);
  shop.pay({2}, 100, "pay_2");
  shop.cancel({3});
  shop.pay({3}, 100, "late_3");
  shop.pay({3}, 100, "later_3");
  shop.now = after_seconds(sale_start, hold_seconds);
  shop.sweep();
  shop.pay({1}, 100, "reclaims_1");
  open_for_another_merchant(shop);
  for (int i = 0; i < 5; ++i) {
    PlaceOrder order = shop.order("day-" + std::to_string(i), 2);
    order.sale = id<SaleId>("day");
    shop.tell(order);
  }
  shop.pay({8}, 200, "pay_8");
  return shop;
}

}  // namespace doorbuster::inventory::tests
