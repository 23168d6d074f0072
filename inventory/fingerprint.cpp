// Reports every fact of a state to a FingerprintBuilder.
#include "inventory/fingerprint.hpp"

#include "inventory/tables.hpp"
#include "inventory/views.hpp"

namespace doorbuster::inventory {
namespace {

SkuFacts facts_of(const Sku& sku) {
  return {.merchant = sku.merchant,
          .sku = sku.id,
          .name = sku.name,
          .received = sku.received,
          .held = sku.held,
          .sold = sku.sold};
}

SaleFacts facts_of(const Tables& tables, const Sale& sale) {
  return {.merchant = sale.merchant, .terms = terms_of(tables, sale), .gmv = sale.gmv, .orders = sale.orders};
}

SaleItemFacts facts_of(const Tables& tables, const Sale& sale, const SaleItem& item) {
  return {.merchant = sale.merchant,
          .sale = sale.id,
          .sku = tables.skus[item.sku].id,
          .held = item.held,
          .sold = item.sold};
}

OrderFacts facts_of(const Tables& tables, OrderNumber number) {
  const Order& order = tables.orders[number];
  const Sale& sale = tables.sales[order.sale];
  OrderFacts facts{.merchant = sale.merchant,
                   .order = number,
                   .record = order.record,
                   .sale = sale.id,
                   .buyer = tables.buyers.id_of(order.buyer),
                   .first_of_buyer = {tables.buyers[order.buyer].first_order},
                   .lines = lines_of(tables, order),
                   .total = tables.orders.total_of(order),
                   .currency = sale.currency,
                   .created_at = order.created_at,
                   .hold_expires_at = order.hold_expires_at(),
                   .late_payment = order.late_payment,
                   .status = order.status,
                   .payment = {},
                   .key = order.key,
                   .body = order.body};
  if (order.status == OrderStatus::paid) facts.payment = tables.payments.id_of(order.payment);
  return facts;
}

StockKeyFacts facts_of(const Tables& tables, const StockAdjustment& adjustment) {
  const Sku& sku = tables.skus[adjustment.sku];
  return {.key = adjustment.key,
          .body = adjustment.body,
          .merchant = sku.merchant,
          .sku = sku.id,
          .record = adjustment.record};
}

BuyerUnitsFacts facts_of(const Tables& tables, const BuyerHolding& holding) {
  const SaleItem& item = tables.items[holding.item];
  return {.merchant = tables.sales[item.sale].merchant,
          .sale = tables.sales[item.sale].id,
          .sku = tables.skus[item.sku].id,
          .buyer = tables.buyers.id_of(holding.buyer),
          .first_of_buyer = {tables.buyers[holding.buyer].first_order},
          .units = holding.units};
}

}  // namespace

Fingerprint fingerprint(const State& state) {
  const Tables& tables = state.tables();
  FingerprintBuilder builder;
  builder.add(tables.position);
  for (const Sku& sku : tables.skus.all()) builder.add(facts_of(sku));
  for (const Sale& sale : tables.sales.all()) {
    builder.add(facts_of(tables, sale));
    for (const ItemIndex item : sale.items) builder.add(facts_of(tables, sale, tables.items[item]));
  }
  for (std::uint64_t number = 1; number <= tables.orders.size(); ++number) {
    builder.add(facts_of(tables, OrderNumber{number}));
  }
  for (const StockAdjustment& adjustment : tables.adjustments.all()) builder.add(facts_of(tables, adjustment));
  for (const Refund& refund : tables.payments.refunds()) {
    builder.add(RefundFacts{.order = {refund.order}, .payment = tables.payments.id_of(refund.payment)});
  }
  tables.units.for_each([&](const BuyerHolding& holding) {
    if (holding.units > 0) builder.add(facts_of(tables, holding));
  });
  return builder.result();
}

}  // namespace doorbuster::inventory
