// Which order or stock adjustment an idempotency key is bound to.
#include "inventory/key_index.hpp"

namespace doorbuster::inventory {

std::optional<BoundTo> KeyIndex::find(const KeyDigest& key, std::uint64_t hash, const OrderBook& orders,
                                      const StockAdjustments& adjustments) const {
  const auto reference = index_.find(hash, [&](std::uint32_t at) {
    return key == (at < orders_ ? orders[OrderNumber{at + 1ull}].key : adjustments[AdjustmentIndex{at - orders_}].key);
  });
  if (!reference) return std::nullopt;
  if (*reference < orders_) return OrderNumber{*reference + 1ull};
  return AdjustmentIndex{*reference - orders_};
}

void KeyIndex::bind(std::uint64_t hash, OrderNumber order) {
  index_.insert(hash, static_cast<std::uint32_t>(order.value - 1));
}

void KeyIndex::bind(std::uint64_t hash, AdjustmentIndex adjustment) {
  index_.insert(hash, orders_ + adjustment.value);
}

}  // namespace doorbuster::inventory
