// What answers show of the tables.
#include "inventory/views.hpp"

#include <algorithm>

namespace doorbuster::inventory {
namespace {

SaleItemTerms terms_of(const Tables& tables, const SaleItem& item) {
  return {.sku = tables.skus[item.sku].id,
          .price = item.price,
          .quota = item.quota,
          .per_buyer_limit = item.per_buyer_limit};
}

SaleTerms terms_without_items(const Sale& sale) {
  return {.sale = sale.id,
          .name = sale.name,
          .currency = sale.currency,
          .starts_at = sale.starts_at,
          .ends_at = sale.ends_at,
          .hold_seconds = sale.hold_seconds,
          .late_payment = sale.late_payment,
          .items = {},
          .one_order_in_flight = sale.one_order_in_flight};
}

}  // namespace

SaleItemView view_of(const Tables& tables, const SaleItem& item) {
  Quantity available = tables.skus[item.sku].available();
  if (item.quota) available = std::min(available, *item.quota - item.held - item.sold);
  return {.terms = terms_of(tables, item),
          .available = std::max<Quantity>(available, 0),
          .held = item.held,
          .sold = item.sold};
}

SkuView view_of(const Sku& sku) {
  return {.sku = sku.id,
          .name = sku.name,
          .received = sku.received,
          .available = sku.available(),
          .held = sku.held,
          .sold = sku.sold};
}

SaleTerms terms_of(const Tables& tables, const Sale& sale) {
  SaleTerms terms = terms_without_items(sale);
  terms.items.reserve(sale.items.size());
  for (const ItemIndex item : sale.items) terms.items.push_back(terms_of(tables, tables.items[item]));
  return terms;
}

SaleView view_without_items(const Sale& sale, Instant now) {
  SaleView view;
  view.terms = terms_without_items(sale);
  view.status = status_of(sale, now);
  view.gmv = sale.gmv;
  view.orders = sale.orders;
  return view;
}

SaleView view_of(const Tables& tables, const Sale& sale, Instant now) {
  SaleView view = view_without_items(sale, now);
  view.items.reserve(sale.items.size());
  for (const ItemIndex item : sale.items) view.items.push_back(view_of(tables, tables.items[item]));
  return view;
}

OrderLines lines_of(const Tables& tables, const Order& order) {
  OrderLines lines;
  for (const Line& line : tables.orders.lines_of(order)) {
    const Sku& sku = tables.skus[tables.items[line.item].sku];
    lines.push_back({.sku = sku.id, .qty = line.qty, .unit_price = line.unit_price});
  }
  return lines;
}

OrderView view_of(const Tables& tables, OrderNumber number) {
  const Order& order = tables.orders[number];
  const Sale& sale = tables.sales[order.sale];
  return {.order = number,
          .sale = sale.id,
          .buyer = tables.buyers.id_of(order.buyer),
          .status = order.status,
          .lines = lines_of(tables, order),
          .total = tables.orders.total_of(order),
          .currency = sale.currency,
          .created_at = order.created_at,
          .hold_expires_at = order.hold_expires_at()};
}

}  // namespace doorbuster::inventory
