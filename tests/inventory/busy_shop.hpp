// A shop in which everything has happened: for what has to keep, show or lose all of it.
#pragma once

#include "shop.hpp"

namespace doorbuster::inventory::tests {

// Two merchants with SKUs and sales of one name each; quotas, limits, one of them lowered, a removed item; an order in
// every status, one of several lines, one reclaimed; refunds; buyers with several orders.
[[nodiscard]] Shop busy_shop(const Capacity& capacity = small_capacity);

}  // namespace doorbuster::inventory::tests
