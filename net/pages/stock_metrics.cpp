// Which figures of stock are shown, under which names.
#include "net/pages/stock_metrics.hpp"

#include <vector>

namespace doorbuster::net {
namespace {

using Samples = std::vector<MetricFamilies::Sample>;

constexpr double ms_per_second = 1e3;

double number(auto value) { return static_cast<double>(value); }

void add_units(Samples& units, std::string_view sale, const inventory::SaleItemView& item) {
  const auto add = [&](std::string_view state, inventory::Quantity quantity) {
    units.push_back({{{"sale", sale}, {"sku", item.terms.sku.view()}, {"state", state}}, number(quantity)});
  };
  add("available", item.available);
  add("held", item.held);
  add("sold", item.sold);
}

}  // namespace

void add_stock(MetricFamilies& families, const inventory::SalesWatch* sales) {
  families.gauge("stock_known", "Whether the figures of running sales are shown: 1, a few seconds old at most; or 0.",
                 sales != nullptr ? 1 : 0);
  if (sales == nullptr) return;
  Samples units;
  Samples ends;
  std::uint64_t sales_left_out = sales->running_sales;
  std::uint64_t items_left_out = 0;
  for (const inventory::WatchedSale& watched : sales->sales) {
    if (watched.sale.status != inventory::SaleStatus::running) continue;
    const std::string_view sale = watched.sale.terms.sale.view();
    ends.push_back({{{"sale", sale}}, number(watched.sale.terms.ends_at.ms) / ms_per_second});
    for (const inventory::WatchedItem& item : watched.items) add_units(units, sale, item.item);
    --sales_left_out;
    items_left_out += watched.all_items - watched.items.size();
  }
  families.gauges("sale_stock_units", "Units of a running sale, of its quota or of the stock, whichever is less.",
                  units);
  families.gauges("sale_ends_timestamp_seconds", "When a running sale ends, in seconds since 1970.", ends);
  const Samples left_out{{{{"what", "sales"}}, number(sales_left_out)}, {{{"what", "items"}}, number(items_left_out)}};
  families.gauges("stock_left_out", "Running sales, and items of sales that are shown, beyond what is shown at most.",
                  left_out);
}

}  // namespace doorbuster::net
