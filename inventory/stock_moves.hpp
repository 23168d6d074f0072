// An order's units on their way: from available to held or sold, and back, in the books of the SKU, of the sale item
// and of the buyer at once. Whoever calls has checked that they may move.
#pragma once

#include "inventory/tables.hpp"

namespace doorbuster::inventory {

void hold_units(Tables& tables, const Order& order);       // available -> held
void sell_held_units(Tables& tables, const Order& order);  // held -> sold
void release_units(Tables& tables, const Order& order);    // held -> available
void sell_units(Tables& tables, const Order& order);       // available -> sold: a reclaimed order

}  // namespace doorbuster::inventory
