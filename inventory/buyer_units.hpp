// How many units of each sale item each buyer holds or has bought: what a buyer's limit is held against.
// In a flash sale nearly every buyer has one item, so the first one stands with the buyer, found without a search;
// only further ones go through an index.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "inventory/amounts.hpp"
#include "inventory/buyer_table.hpp"
#include "inventory/compact_index.hpp"
#include "inventory/sale_table.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

struct BuyerHolding {
  ItemIndex item;
  BuyerIndex buyer;
  Quantity units = 0;  // 0 once all holds have ended unpaid
};

class BuyerUnits {
 public:
  // How many buyers, and pairs of item and buyer; there are never more of these than order lines.
  BuyerUnits(std::uint32_t buyers, std::uint32_t pairs);

  [[nodiscard]] Quantity units(ItemIndex item, BuyerIndex buyer) const;
  // A hint that this buyer's units are to be looked at soon.
  void prefetch(BuyerIndex buyer) const { __builtin_prefetch(firsts_.data() + buyer.value); }
  // Where the first items of the next `count` buyers will stand.
  void add_stretches(std::size_t count, TableStretches& stretches) const { add_stretch(firsts_, count, stretches); }
  // Calls visit(holding) for each, by value; those that have come to 0 too.
  template <class Visit>
  void for_each(Visit&& visit) const;

  void add(ItemIndex item, BuyerIndex buyer, Quantity units);
  // No more than the buyer has.
  void take(ItemIndex item, BuyerIndex buyer, Quantity units);

 private:
  static constexpr ItemIndex no_item{std::numeric_limits<std::uint32_t>::max()};
  struct First {
    ItemIndex item = no_item;
    Quantity units = 0;
  };

  [[nodiscard]] const Quantity* find(ItemIndex item, BuyerIndex buyer) const;
  [[nodiscard]] const Quantity* find_further(ItemIndex item, BuyerIndex buyer) const;
  [[nodiscard]] Quantity* find(ItemIndex item, BuyerIndex buyer);
  void add_further(ItemIndex item, BuyerIndex buyer, Quantity units);

  TableVector<First> firsts_;  // by buyer: the item that was ordered first
  TableVector<BuyerHolding> further_;
  CompactIndex further_by_pair_;
};

template <class Visit>
void BuyerUnits::for_each(Visit&& visit) const {
  for (std::uint32_t buyer = 0; buyer < firsts_.size(); ++buyer) {
    const First& first = firsts_[buyer];
    if (first.item != no_item) visit(BuyerHolding{first.item, BuyerIndex{buyer}, first.units});
  }
  for (const BuyerHolding& holding : further_) visit(holding);
}

}  // namespace doorbuster::inventory
