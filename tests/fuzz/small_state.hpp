// Room for a state that is made anew for every input: little, and quickly made.
#pragma once

#include "inventory/inventory.hpp"

namespace doorbuster::fuzz {

inline constexpr inventory::Capacity small_state{.skus = 64,
                                                 .sales = 16,
                                                 .sale_items = 128,
                                                 .orders = 256,
                                                 .order_lines = 512,
                                                 .buyers = 256,
                                                 .stock_keys = 64,
                                                 .payments = 256};

}  // namespace doorbuster::fuzz
