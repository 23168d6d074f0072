// A merchant's sales: all of them by pages, and those to be watched.
#include "inventory/sale_listing.hpp"

#include <algorithm>
#include <tuple>

#include "inventory/views.hpp"

namespace doorbuster::inventory {
namespace {

// Less: watched before others.
std::tuple<int, std::int64_t, SaleIndex> watch_order(const SaleTable& sales, SaleIndex index, Instant now) {
  const Sale& sale = sales[index];
  switch (status_of(sale, now)) {
    case SaleStatus::running: return {0, -sale.starts_at.ms, index};
    case SaleStatus::scheduled: return {1, sale.starts_at.ms, index};
    case SaleStatus::ended: break;
  }
  return {2, -sale.ends_at.ms, index};
}

WatchedSale watched(const Tables& tables, const Sale& sale, std::size_t items_max, Instant now) {
  WatchedSale view{.sale = view_without_items(sale, now), .items = {}, .all_items = sale.items.size()};
  const std::size_t shown = std::min({sale.items.size(), std::size_t{limits::watched_items_per_sale}, items_max});
  view.items.reserve(shown);
  for (const ItemIndex index : std::span(sale.items).first(shown)) {
    const SaleItem& item = tables.items[index];
    view.items.push_back({.item = view_of(tables, item), .sku = view_of(tables.skus[item.sku])});
  }
  return view;
}

}  // namespace

SalePage list_sales(const Tables& tables, const ListSales& query, Instant now) {
  auto rest = tables.sales.all_of(query.merchant);
  if (query.after) {
    // Made later means a higher index.
    const auto after = std::ranges::upper_bound(rest, tables.sales.find(query.merchant, *query.after).value());
    rest = {after, rest.end()};
  }
  SalePage page;
  std::size_t items = 0;
  for (const SaleIndex index : rest) {
    const Sale& sale = tables.sales[index];
    items += sale.items.size();
    const bool full = page.sales.size() == query.limit || items > limits::sale_items_per_page;
    if (full) {
      page.next_after = page.sales.back().terms.sale;
      break;
    }
    page.sales.push_back(view_of(tables, sale, now));
  }
  return page;
}

SalesWatch watch_sales(const Tables& tables, const WatchSales& query, Instant now) {
  const auto all = tables.sales.all_of(query.merchant);
  const auto newest = all.last(std::min<std::size_t>(all.size(), limits::sales_scanned_per_watch));
  std::vector<SaleIndex> first(std::min<std::size_t>(newest.size(), limits::watched_sales));
  const auto before = [&](SaleIndex a, SaleIndex b) {
    return watch_order(tables.sales, a, now) < watch_order(tables.sales, b, now);
  };
  std::ranges::partial_sort_copy(newest, first, before);

  SalesWatch watch{.sales = {}, .all_sales = all.size()};
  watch.running_sales = static_cast<std::uint64_t>(std::ranges::count_if(newest, [&](SaleIndex index) {
    return status_of(tables.sales[index], now) == SaleStatus::running;
  }));
  watch.sales.reserve(first.size());
  std::size_t items_left = limits::watched_items;
  for (const SaleIndex index : first) {
    watch.sales.push_back(watched(tables, tables.sales[index], items_left, now));
    items_left -= watch.sales.back().items.size();
  }
  return watch;
}

}  // namespace doorbuster::inventory
