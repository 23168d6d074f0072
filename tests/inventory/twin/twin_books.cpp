// The twin's account of itself: its fingerprint, and its totals counted afresh from the orders alone.
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

Fingerprint Twin::fingerprint() const {
  FingerprintBuilder builder;
  builder.add(position_);
  for (const auto& [key, sku] : skus_) {
    builder.add(SkuFacts{key.first, key.second, sku.name, sku.received, sku.units.held, sku.units.sold});
  }
  for (const auto& [key, sale] : sales_) {
    builder.add(SaleFacts{key.first, sale.terms, sale.gmv, sale.orders});
    for (const SaleItemTerms& item : sale.terms.items) {
      const auto found = sale.units.find(item.sku);
      const Units units = found == sale.units.end() ? Units{} : found->second;
      builder.add(SaleItemFacts{key.first, key.second, item.sku, units.held, units.sold});
    }
  }
  for (const auto& [number, order] : orders_) {
    const OrderHeld& held = order.held;
    builder.add(OrderFacts{order.merchant, number, order.record, held.sale, held.buyer, order.first_of_forgotten,
                           held.lines, held.total, held.currency, order.created_at, held.hold_expires_at,
                           held.late_payment, order.status, order.payment, held.key, held.body});
    for (const PaymentId& payment : order.refunds) builder.add(RefundFacts{number, payment});
  }
  for (const auto& [key, bound] : stock_keys_) {
    builder.add(StockKeyFacts{key, bound.body, bound.merchant, bound.sku, bound.record});
  }
  for (const auto& [key, units] : buyer_units_) {
    const auto& [merchant, sale, sku, buyer] = key;
    if (units > 0) builder.add(BuyerUnitsFacts{merchant, sale, sku, buyer.id, buyer.first, units});
  }
  return builder.result();
}

std::vector<std::string> Twin::miscounts() const {
  std::map<SkuKey, Units> by_sku;
  std::map<std::pair<SaleKey, SkuId>, Units> by_item;
  std::map<BuyerKey, Quantity> by_buyer;
  std::map<SaleKey, Money> gmv;
  std::set<OrderNumber> held_orders;
  for (const auto& [number, order] : orders_) {
    const SaleKey sale{order.merchant, order.held.sale};
    if (order.status == OrderStatus::held) held_orders.insert(number);
    if (order.status == OrderStatus::paid) gmv[sale] += order.held.total;
    for (const OrderLine& line : order.held.lines) {
      const Units units{order.status == OrderStatus::held ? line.qty : 0,
                        order.status == OrderStatus::paid ? line.qty : 0};
      by_sku[{order.merchant, line.sku}].held += units.held;
      by_sku[{order.merchant, line.sku}].sold += units.sold;
      by_item[{sale, line.sku}].held += units.held;
      by_item[{sale, line.sku}].sold += units.sold;
      by_buyer[{order.merchant, order.held.sale, line.sku, order.person()}] += units.held + units.sold;
    }
  }

  std::vector<std::string> wrong;
  for (const auto& [key, sku] : skus_) {
    if (sku.units != by_sku[key]) wrong.push_back("The twin's totals of a SKU differ from its orders'.");
    if (sku.available() < 0) wrong.push_back("The twin has sold more of a SKU than there is.");
  }
  for (const auto& [key, sale] : sales_) {
    if (sale.gmv != gmv[key]) wrong.push_back("The twin's gmv of a sale differs from its paid orders'.");
    for (const auto& [sku, units] : sale.units) {
      if (units != by_item[{key, sku}]) wrong.push_back("The twin's totals of a sale's item differ from its orders'.");
    }
  }
  if (by_buyer != buyer_units_) wrong.push_back("The twin's units of a buyer differ from the orders'.");
  if (held_orders != held_orders_) wrong.push_back("The twin's set of held orders differs from the orders.");
  return wrong;
}

}  // namespace doorbuster::inventory::twin
