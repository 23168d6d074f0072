// A merchant's sales: all of them by pages, and those to be watched.
#pragma once

#include "inventory/answer.hpp"
#include "inventory/command.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

// `query.after`, if there, names one of the merchant's sales. A page has at most limits::sale_items_per_page items.
[[nodiscard]] SalePage list_sales(const Tables& tables, const ListSales& query, Instant now);

// Of the newest limits::sales_scanned_per_watch sales, at most limits::watched_sales: running ones, the one that began
// last first; then scheduled ones, the one that begins next first; then ended ones, the one that ended last first. Of
// each the first limits::watched_items_per_sale items, of all together limits::watched_items.
[[nodiscard]] SalesWatch watch_sales(const Tables& tables, const WatchSales& query, Instant now);

}  // namespace doorbuster::inventory
