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

  [[nodiscard]] std::optional<BoundTo> find(const KeyDigest& key, const OrderBook& orders,
                                            const StockAdjustments& adjustments) const;

  // The key is not bound yet.
  void bind(const KeyDigest& key, OrderNumber order);
  void bind(const KeyDigest& key, AdjustmentIndex adjustment);

 private:
  std::uint32_t orders_;  // references below this are order numbers less one, the others adjustments
  CompactIndex index_;
};

}  // namespace doorbuster::inventory
