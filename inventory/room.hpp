// Whether more units of sale items may go to a buyer: the one rule about limits, quotas and stock, for new orders, for
// reclaimed ones, and for facts that are applied.
#pragma once

#include <boost/container/small_vector.hpp>
#include <optional>
#include <span>

#include "inventory/answer.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

struct ItemUnits {
  ItemIndex item;
  Quantity units = 0;
};
using ItemUnitsList = boost::container::small_vector<ItemUnits, inline_lines>;  // items differ

// The units of an order's lines.
[[nodiscard]] ItemUnitsList units_of(const Tables& tables, const Order& order);

// Whether the item's quota and the SKU's stock have so many units left.
[[nodiscard]] bool in_stock(const Tables& tables, const ItemUnits& wanted);

// limit_reached or sold_out, with the first SKU that stands in the way. Units are those beyond what the buyer has
// already; no buyer: one who never had an order.
[[nodiscard]] std::optional<Rejection> lack_of_room(const Tables& tables, std::optional<BuyerIndex> buyer,
                                                    std::span<const ItemUnits> wanted);

}  // namespace doorbuster::inventory
