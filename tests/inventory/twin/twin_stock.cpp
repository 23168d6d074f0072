// The twin's SKUs and their stock.
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

Answer Twin::meet(const PutSku& asked) {
  const SkuKey key{asked.merchant, asked.sku};
  const bool is_new = !skus_.contains(key);
  if (is_new || skus_.at(key).name != asked.name) {
    skus_[key].name = asked.name;
    record(asked.merchant, SkuPut{asked.sku, asked.name});
  }
  return tell(is_new ? Met::created : Met::changed, view(key));
}

Answer Twin::meet(const AdjustStock& asked) {
  const SkuKey key{asked.merchant, asked.sku};
  if (order_keys_.contains(asked.key)) return refuse(because(Reason::key_reused));
  if (const auto bound = stock_keys_.find(asked.key); bound != stock_keys_.end()) {
    if (bound->second.body != asked.body) return refuse(because(Reason::key_reused));
    Answer again = tell(Met::replayed, view(key));
    again.record = bound->second.record;
    return again;
  }
  if (!skus_.contains(key)) return refuse(because(Reason::sku_not_found, asked.sku));

  Sku& sku = skus_.at(key);
  if (Wide{sku.available()} + asked.delta < 0) return refuse(because(Reason::insufficient_stock));
  if (Wide{sku.received} + asked.delta > limits::sum_max) return refuse(because(Reason::out_of_range));
  sku.received += asked.delta;
  record(asked.merchant, StockAdjusted{asked.sku, asked.delta, asked.reason, asked.key, asked.body});
  stock_keys_[asked.key] = StockKey{asked.body, asked.merchant, asked.sku, position_};
  return tell(Met::changed, view(key));
}

}  // namespace doorbuster::inventory::twin
