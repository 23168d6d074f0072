// Random sales: new ones around now, and changes of those there are.
#include <algorithm>
#include <string>

#include "tests/inventory/twin/generator.hpp"

namespace doorbuster::inventory::twin {

namespace {

constexpr std::size_t sales_at_most = 60;
constexpr std::int64_t minute_ms = 60'000;

Currency currency(bool one) { return one ? Currency{{'C', 'N', 'Y'}} : Currency{{'E', 'U', 'R'}}; }

}  // namespace

Command Generator::put_sale() {
  const MerchantId merchant = any_merchant();
  const std::size_t names = sale_names_[merchant].size();
  if (names == 0 || (names < sales_at_most && dice_.one_in(6))) {
    return PutSale{merchant, new_terms(SaleId::parse("sale-" + std::to_string(names)).value())};
  }
  const auto found = sales_.find({merchant, any_sale(merchant)});
  if (found == sales_.end()) return PutSale{merchant, new_terms(SaleId::parse("sale-0").value())};
  SaleTerms terms = found->second;
  for (std::int64_t changes = dice_.below(3); changes >= 0; --changes) change(terms);
  return PutSale{merchant, terms};
}

SaleTerms Generator::new_terms(const SaleId& sale) {
  SaleTerms terms{sale, "A sale", currency(true), {}, {}, 1, LatePayment::refund, {}};
  terms.starts_at.ms = now_.ms + (dice_.one_in(3) ? dice_.below(minute_ms) : -dice_.below(minute_ms));
  terms.ends_at.ms = terms.starts_at.ms + (dice_.one_in(10) ? 1 : dice_.between(1, 120 * minute_ms));
  terms.hold_seconds = any_hold_seconds();
  terms.late_payment = static_cast<LatePayment>(dice_.below(2));
  terms.one_order_in_flight = dice_.one_in(3);
  for (const char* sku : {"lamp", "sofa", "chair", "desk", "rug", "gold"}) {
    if (!dice_.one_in(8)) terms.items.push_back(new_item(SkuId::parse(sku).value()));
  }
  if (terms.items.empty()) terms.items.push_back(new_item(SkuId::parse("lamp").value()));
  return terms;
}

std::uint32_t Generator::any_hold_seconds() {
  if (dice_.one_in(40)) return limits::hold_seconds_max;
  return static_cast<std::uint32_t>(dice_.between(1, dice_.one_in(2) ? 30 : 600));
}

SaleItemTerms Generator::new_item(const SkuId& sku) {
  SaleItemTerms item{sku, dice_.one_of({0, 1, 100, 19'900}), {}, {}};
  if (sku.view() == "gold") item.price = dice_.one_in(2) ? limits::price_minor : dice_.below(limits::price_minor);
  if (dice_.one_in(3)) item.quota = dice_.below(60);
  if (dice_.one_in(2)) item.per_buyer_limit = dice_.between(1, 8);
  return item;
}

void Generator::change(SaleTerms& terms) {
  const auto any_item = [&]() -> SaleItemTerms& {
    return terms.items[static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(terms.items.size())))];
  };
  switch (dice_.below(13)) {
    case 0:
      terms.name = dice_.one_in(2) ? "A sale" : "The sale";
      break;
    case 1:
      if (dice_.one_in(4)) terms.currency = currency(dice_.one_in(2));
      break;
    case 2:
      if (dice_.one_in(4)) terms.starts_at.ms += dice_.between(-minute_ms, minute_ms);
      break;
    case 3:  // anywhere, past and to come
      terms.ends_at.ms = now_.ms + dice_.between(-minute_ms, 60 * minute_ms);
      break;
    case 4:
    case 5:
      terms.ends_at.ms = std::max(terms.ends_at.ms, now_.ms + 60 * minute_ms);
      break;
    case 6:
      terms.hold_seconds = any_hold_seconds();
      break;
    case 7:
      terms.late_payment = static_cast<LatePayment>(dice_.below(2));
      break;
    case 8:
      if (dice_.one_in(4) && terms.items.size() > 1) terms.items.pop_back();
      break;
    case 9: {
      const SkuId sku = any_sku();
      const auto same = [&](const SaleItemTerms& item) { return item.sku == sku; };
      if (std::none_of(terms.items.begin(), terms.items.end(), same)) terms.items.push_back(new_item(sku));
      break;
    }
    case 10:
      if (dice_.one_in(4)) terms.one_order_in_flight = !terms.one_order_in_flight;
      break;
    case 11:
      std::swap(any_item(), any_item());
      break;
    default:
      change(any_item());
      break;
  }
  terms.ends_at.ms = std::max(terms.ends_at.ms, terms.starts_at.ms + 1);
}

void Generator::change(SaleItemTerms& item) {
  switch (dice_.below(8)) {
    case 0:
      ++item.price;
      item.price = std::min(item.price, limits::price_minor);
      break;
    case 1:
      item.quota.reset();
      break;
    case 2:
      item.quota = dice_.below(100);
      break;
    case 3:
      item.per_buyer_limit.reset();
      break;
    case 4:
      item.per_buyer_limit = dice_.between(1, 8);
      break;
    default:
      if (item.quota) *item.quota += dice_.below(30);
      break;
  }
}

}  // namespace doorbuster::inventory::twin
