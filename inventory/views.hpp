// What answers show of the tables.
#pragma once

#include "inventory/answer.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

[[nodiscard]] SkuView view_of(const Sku& sku);
[[nodiscard]] SaleTerms terms_of(const Tables& tables, const Sale& sale);
[[nodiscard]] SaleView view_of(const Tables& tables, const Sale& sale, Instant now);
// `items` left empty.
[[nodiscard]] SaleView view_without_items(const Sale& sale, Instant now);
[[nodiscard]] SaleItemView view_of(const Tables& tables, const SaleItem& item);
[[nodiscard]] OrderLines lines_of(const Tables& tables, const Order& order);
[[nodiscard]] OrderView view_of(const Tables& tables, OrderNumber number);

}  // namespace doorbuster::inventory
