// Whether a buyer has an order in flight in a sale that allows one: the one rule for new orders, for facts that are
// applied, for images and for the invariants.
#pragma once

#include <optional>

#include "inventory/tables.hpp"

namespace doorbuster::inventory {

// The buyer's order that is held in the sale; nothing where there is none, or the sale doesn't care. No buyer: one who
// never had an order.
[[nodiscard]] std::optional<OrderNumber> order_in_flight(const Tables& tables, SaleIndex sale,
                                                         std::optional<BuyerIndex> buyer);

}  // namespace doorbuster::inventory
