// The checks behind broken_invariants(): each recomputes one thing from the orders and adjustments, and reports a
// sentence for whatever disagrees.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "inventory/tables.hpp"

namespace doorbuster::inventory {

using Faults = std::vector<std::string>;

// Books: that stock, quotas, counts and money add up.
void check_skus(const Tables& tables, Faults& faults);
void check_items(const Tables& tables, Faults& faults);
void check_sales(const Tables& tables, Faults& faults);
void check_buyers_units(const Tables& tables, Faults& faults);

// Indexes: that everything is found where it stands.
void check_names(const Tables& tables, Faults& faults);
void check_orders(const Tables& tables, Faults& faults);
void check_chains(const Tables& tables, Faults& faults);
void check_keys(const Tables& tables, Faults& faults);
void check_holds(const Tables& tables, Faults& faults);
void check_payments(const Tables& tables, Faults& faults);
void check_orders_in_flight(const Tables& tables, Faults& faults);

// "SKU lamp of merchant 0" and the like, to start a sentence with.
[[nodiscard]] std::string naming(const Sku& sku);
[[nodiscard]] std::string naming(const Sale& sale);
[[nodiscard]] std::string naming(const Tables& tables, ItemIndex item);
[[nodiscard]] std::string naming(const Tables& tables, BuyerIndex buyer);
[[nodiscard]] std::string naming(OrderNumber order);

}  // namespace doorbuster::inventory
