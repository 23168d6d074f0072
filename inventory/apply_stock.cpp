// SKUs and their stock: how they come to be.
#include "inventory/application.hpp"

namespace doorbuster::inventory {

Misfit apply_fact(Tables& tables, const Occasion& occasion, const SkuPut& fact) {
  if (fact.sku.empty()) return "a SKU without an id was put";
  if (const auto sku = tables.skus.find(occasion.merchant, fact.sku)) {
    tables.skus[*sku].name = fact.name;
    return std::nullopt;
  }
  if (tables.skus.full()) return "there are more SKUs than the capacity allows";
  tables.skus.add(occasion.merchant, fact.sku, fact.name);
  return std::nullopt;
}

Misfit apply_fact(Tables& tables, const Occasion& occasion, const StockAdjusted& fact) {
  const auto index = tables.skus.find(occasion.merchant, fact.sku);
  if (!index) return "stock of an unknown SKU was adjusted";
  Sku& sku = tables.skus[*index];
  if (fact.delta < -sku.available()) return "an adjustment takes more stock than is available";
  const auto received = bounded_sum(sku.received, fact.delta);
  if (!received) return "an adjustment takes a SKU's stock past its bound";
  const std::uint64_t key_hash = hash_of(fact.key);
  if (tables.bound_to(fact.key, key_hash)) return "an adjustment's idempotency key is bound already";
  if (tables.adjustments.full()) return "there are more stock adjustments than the capacity allows";

  sku.received = *received;
  tables.keys.bind(key_hash, tables.adjustments.add({.key = fact.key,
                                                     .body = fact.body,
                                                     .record = position_of_next(tables),
                                                     .delta = fact.delta,
                                                     .sku = *index}));
  return std::nullopt;
}

}  // namespace doorbuster::inventory
