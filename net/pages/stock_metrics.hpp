// What is left of what is on sale, as metrics: of sales that run, so that the series end with the sale.
#pragma once

#include "inventory/inventory.hpp"
#include "net/metrics/metric_families.hpp"

namespace doorbuster::net {

// `sales`: null where they are not known at the moment; then that is all that is told.
// There are at most three series for each of inventory::limits::watched_items, and how much is left out is told.
void add_stock(MetricFamilies& families, const inventory::SalesWatch* sales);

}  // namespace doorbuster::net
