// Which order or stock adjustment an idempotency key is bound to.
#include "inventory/key_index.hpp"

#include "inventory/hash.hpp"

namespace doorbuster::inventory {

std::optional<BoundTo> KeyIndex::find(const KeyDigest& key, const OrderBook& orders,
                                      const StockAdjustments& adjustments) const {
  const auto reference = index_.find(hash_of(key), [&](std::uint32_t at) {
    return key == (at < orders_ ? orders[OrderNumber{at + 1ull}].key : adjustments[AdjustmentIndex{at - orders_}].key);
  });
  if (!reference) return std::nullopt;
  if (*reference < orders_) return OrderNumber{*reference + 1ull};
  return AdjustmentIndex{*reference - orders_};
}

void KeyIndex::bind(const KeyDigest& key, OrderNumber order) {
  index_.insert(hash_of(key), static_cast<std::uint32_t>(order.value - 1));
}

void KeyIndex::bind(const KeyDigest& key, AdjustmentIndex adjustment) {
  index_.insert(hash_of(key), orders_ + adjustment.value);
}

}  // namespace doorbuster::inventory
