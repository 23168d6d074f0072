// What the twin says of itself.
#include "tests/inventory/twin/twin.hpp"

#include <algorithm>

namespace doorbuster::inventory::twin {

Answer Twin::tell(Met met, decltype(Answer::body) body) const {
  return Answer{met, std::move(body), position_, position_};
}

Answer Twin::refuse(const Rejection& rejection) const {
  const bool waits = !events_.empty() || of_orders_and_keys.contains(rejection.reason);
  const Position last = waits ? position_ : Position{};
  return Answer{Met::changed, rejection, last, last};
}

SkuView Twin::view(const SkuKey& key) const {
  const Sku& sku = skus_.at(key);
  return SkuView{key.second, sku.name, sku.received, sku.available(), sku.units.held, sku.units.sold};
}

SaleView Twin::view(const SaleKey& key) const {
  const Sale& sale = sales_.at(key);
  SaleView view;
  view.terms = sale.terms;
  view.terms.items.clear();
  for (const SaleItemTerms& item : sale.terms.items) {
    const auto found = sale.units.find(item.sku);
    const Units units = found == sale.units.end() ? Units{} : found->second;
    Quantity available = skus_.at({key.first, item.sku}).available();
    if (item.quota) available = std::min(available, *item.quota - units.held - units.sold);
    view.items.push_back(SaleItemView{item, available, units.held, units.sold});
  }
  view.status = SaleStatus::running;
  if (now_ < sale.terms.starts_at) view.status = SaleStatus::scheduled;
  if (now_ >= sale.terms.ends_at) view.status = SaleStatus::ended;
  view.gmv = sale.gmv;
  view.orders = sale.orders;
  return view;
}

OrderView Twin::view(const Order& order) const {
  const OrderHeld& held = order.held;
  return OrderView{held.order, held.sale,     held.buyer,       order.status,        held.lines,
                   held.total, held.currency, order.created_at, held.hold_expires_at};
}

Answer Twin::read(const ReadSku& asked) {
  const SkuKey key{asked.merchant, asked.sku};
  if (!skus_.contains(key)) return refuse(because(Reason::sku_not_found, asked.sku));
  return tell(Met::read, view(key));
}

Answer Twin::read(const ReadSale& asked) {
  const SaleKey key{asked.merchant, asked.sale};
  if (!sales_.contains(key)) return refuse(because(Reason::sale_not_found));
  return tell(Met::read, view(key));
}

Answer Twin::read(const ReadOrder& asked) {
  const Order* order = find_order(asked.merchant, asked.order);
  if (!order) return refuse(because(Reason::order_not_found));
  return tell(Met::read, view(*order));
}

Answer Twin::read(const ListOrders& asked) {
  OrderPage page;
  for (auto at = orders_.upper_bound(asked.after); at != orders_.end(); ++at) {
    const Order& order = at->second;
    if (order.merchant != asked.merchant) continue;
    if (asked.sale && *asked.sale != order.held.sale) continue;
    if (asked.buyer && *asked.buyer != order.held.buyer) continue;
    if (asked.status && *asked.status != order.status) continue;
    if (page.orders.size() == asked.limit) {
      page.next_after = page.orders.back().order;
      break;
    }
    page.orders.push_back(view(order));
  }
  return tell(Met::read, page);
}

}  // namespace doorbuster::inventory::twin
