// Sales: how one comes to be, and how its terms change.
#include <algorithm>
#include <vector>

#include "inventory/application.hpp"

namespace doorbuster::inventory {
namespace {

Misfit out_of_range(const SaleTerms& terms) {
  if (terms.sale.empty()) return "a sale without an id was put";
  if (!in_range(terms.starts_at) || !in_range(terms.ends_at)) return "a sale starts or ends at no tellable time";
  if (terms.ends_at <= terms.starts_at) return "a sale ends before it starts";
  if (terms.hold_seconds < 1 || terms.hold_seconds > limits::hold_seconds_max) {
    return "a sale's hold_seconds is out of range";
  }
  if (terms.items.empty() || terms.items.size() > limits::items_per_sale) return "a sale has no items or too many";
  for (const SaleItemTerms& item : terms.items) {
    if (item.price < 0 || item.price > limits::price_minor) return "a sale item's price is out of range";
    if (item.quota.value_or(0) < 0) return "a sale item's quota is below zero";
    if (item.per_buyer_limit.value_or(0) < 0) return "a sale item's limit for a buyer is below zero";
  }
  return std::nullopt;
}

// The SKUs that the items name, in their order.
Misfit find_skus(const Tables& tables, MerchantId merchant, const SaleTerms& terms, std::vector<SkuIndex>& skus) {
  for (const SaleItemTerms& item : terms.items) {
    const auto sku = tables.skus.find(merchant, item.sku);
    if (!sku) return "a sale item names an unknown SKU";
    skus.push_back(*sku);
  }
  std::vector<SkuIndex> sorted = skus;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return "two items of a sale name one SKU";
  return std::nullopt;
}

// What the orders of a sale rely on: they keep neither their currency nor what their items are, and those that hold are
// found by where they stand in their buyers' chains.
Misfit orders_let_down(const Tables& tables, SaleIndex index, const SaleTerms& terms,
                       const std::vector<SkuIndex>& skus) {
  const Sale& sale = tables.sales[index];
  if (!sale.has_orders()) return std::nullopt;
  if (terms.currency != sale.currency) return "the currency of a sale with orders was changed";
  if (terms.one_order_in_flight != sale.one_order_in_flight) {
    return "how many orders a buyer may have in flight was changed in a sale with orders";
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < skus.size(); ++i) {
    const auto present = tables.items.find(index, skus[i]);
    if (!present) continue;
    ++kept;
    const SaleItem& item = tables.items[*present];
    const auto quota = terms.items[i].quota;
    if (quota && *quota < item.held + item.sold) return "a quota became less than what is held and sold";
  }
  if (kept < sale.items.size()) return "an item of a sale with orders was removed";
  return std::nullopt;
}

Misfit lack_of_capacity(const Tables& tables, std::optional<SaleIndex> sale, const SaleTerms& terms) {
  if (!sale && tables.sales.full()) return "there are more sales than the capacity allows";
  const std::size_t present = sale ? tables.sales[*sale].items.size() : 0;
  if (tables.items.size() - present + terms.items.size() > tables.items.capacity()) {
    return "there are more sale items than the capacity allows";
  }
  return std::nullopt;
}

void set_terms(Sale& sale, const SaleTerms& terms) {
  sale.name = terms.name;
  sale.currency = terms.currency;
  sale.starts_at = terms.starts_at;
  sale.ends_at = terms.ends_at;
  sale.hold_seconds = terms.hold_seconds;
  sale.late_payment = terms.late_payment;
  sale.one_order_in_flight = terms.one_order_in_flight;
}

bool limit_is_lowered(const SaleItem& from, const SaleItemTerms& to) {
  if (!to.per_buyer_limit) return false;
  return !from.per_buyer_limit || *to.per_buyer_limit < *from.per_buyer_limit;
}

void set_terms(SaleItem& item, const SaleItemTerms& terms) {
  item.price = terms.price;
  item.quota = terms.quota;
  item.limit_lowered = item.limit_lowered || limit_is_lowered(item, terms);
  item.per_buyer_limit = terms.per_buyer_limit;
}

void remove_items_not_in(Tables& tables, SaleIndex sale, std::vector<SkuIndex> skus) {
  std::sort(skus.begin(), skus.end());
  for (const ItemIndex item : tables.sales[sale].items) {
    if (!std::binary_search(skus.begin(), skus.end(), tables.items[item].sku)) tables.items.remove(item);
  }
}

void put_items(Tables& tables, SaleIndex sale, const SaleTerms& terms, const std::vector<SkuIndex>& skus) {
  std::vector<ItemIndex> items;
  items.reserve(skus.size());
  for (std::size_t i = 0; i < skus.size(); ++i) {
    const auto present = tables.items.find(sale, skus[i]);
    items.push_back(present ? *present : tables.items.add(sale, skus[i]));
    SaleItem& item = tables.items[items.back()];
    set_terms(item, terms.items[i]);
    if (!present) item.limit_lowered = false;
  }
  tables.sales[sale].items = std::move(items);
}

}  // namespace

Misfit apply_fact(Tables& tables, const Occasion& occasion, const SalePut& fact) {
  const SaleTerms& terms = fact.terms;
  if (const Misfit misfit = out_of_range(terms)) return misfit;
  std::vector<SkuIndex> skus;
  if (const Misfit misfit = find_skus(tables, occasion.merchant, terms, skus)) return misfit;
  const auto present = tables.sales.find(occasion.merchant, terms.sale);
  if (present) {
    if (const Misfit misfit = orders_let_down(tables, *present, terms, skus)) return misfit;
  }
  if (const Misfit misfit = lack_of_capacity(tables, present, terms)) return misfit;

  const SaleIndex sale = present ? *present : tables.sales.add(occasion.merchant, terms.sale);
  set_terms(tables.sales[sale], terms);
  remove_items_not_in(tables, sale, skus);
  put_items(tables, sale, terms, skus);
  return std::nullopt;
}

}  // namespace doorbuster::inventory
