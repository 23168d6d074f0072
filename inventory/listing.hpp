// Pages of orders in order of acceptance.
#pragma once

#include "inventory/answer.hpp"
#include "inventory/command.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

// Looks at no more than limits::orders_scanned_per_page orders.
[[nodiscard]] OrderPage list_orders(const Tables& tables, const ListOrders& query);

}  // namespace doorbuster::inventory
