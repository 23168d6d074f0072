// Which order or stock adjustment an idempotency key is bound to. One space for both; bindings never end.
#pragma once

#include <optional>
#include <variant>

#include "inventory/compact_index.hpp"
#include "inventory/order_book.hpp"
#include "inventory/stock_adjustments.hpp"

namespace doorbuster::inventory {

using BoundTo = std::variant<OrderNumber, AdjustmentIndex>;

// Keeps no keys of its own: it reads them in the two tables, which must hold what is bound.
class KeyIndex {
 public:
  KeyIndex(std::uint32_t orders, std::uint32_t adjustments) : orders_(orders), index_(orders + adjustments) {}

  void populate() { index_.populate(); }
  // Each `hash` is hash_of(key).
  [[nodiscard]] std::optional<BoundTo> find(const KeyDigest& key, std::uint64_t hash, const OrderBook& orders,
                                            const StockAdjustments& adjustments) const;
  // See CompactIndex: for any thread.
  [[nodiscard]] bool may_have(std::uint64_t hash) const { return index_.may_have(hash); }
  // A hint that this key is to be looked for soon.
  void prefetch(std::uint64_t hash) const { index_.prefetch(hash); }

  // The key is not bound yet.
  void bind(std::uint64_t hash, OrderNumber order);
  void bind(std::uint64_t hash, AdjustmentIndex adjustment);

 private:
  std::uint32_t orders_;  // references below this are order numbers less one, the others adjustments
  CompactIndex index_;
};

}  // namespace doorbuster::inventory
