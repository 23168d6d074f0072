// How many units of each sale item each buyer holds or has bought: what a buyer's limit is held against.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "inventory/amounts.hpp"
#include "inventory/buyer_table.hpp"
#include "inventory/compact_index.hpp"
#include "inventory/sale_table.hpp"

namespace doorbuster::inventory {

struct BuyerHolding {
  ItemIndex item;
  BuyerIndex buyer;
  Quantity units = 0;  // 0 once all holds have ended unpaid
};

class BuyerUnits {
 public:
  // How many pairs of item and buyer; there are never more of them than order lines.
  explicit BuyerUnits(std::uint32_t capacity);

  [[nodiscard]] Quantity units(ItemIndex item, BuyerIndex buyer) const;
  [[nodiscard]] std::span<const BuyerHolding> all() const { return holdings_; }

  void add(ItemIndex item, BuyerIndex buyer, Quantity units);
  // No more than the buyer has.
  void take(ItemIndex item, BuyerIndex buyer, Quantity units);

 private:
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash, ItemIndex item, BuyerIndex buyer) const;

  std::vector<BuyerHolding> holdings_;
  CompactIndex by_item_and_buyer_;
};

}  // namespace doorbuster::inventory
