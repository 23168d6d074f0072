// What the twin says of a merchant's sales.
#include <algorithm>

#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

// In the order in which they were made.
std::vector<Twin::SaleKey> Twin::sales_of(MerchantId merchant) const {
  std::vector<SaleKey> keys;
  for (const auto& [key, sale] : sales_) {
    if (key.first == merchant) keys.push_back(key);
  }
  std::ranges::sort(keys, {}, [this](const SaleKey& key) { return sales_.at(key).made; });
  return keys;
}

Answer Twin::read(const ListSales& asked) {
  if (asked.after && !sales_.contains({asked.merchant, *asked.after})) return refuse(because(Reason::sale_not_found));
  SalePage page;
  bool reached = !asked.after;
  std::size_t items = 0;
  for (const SaleKey& key : sales_of(asked.merchant)) {
    if (reached) {
      items += sales_.at(key).terms.items.size();
      if (page.sales.size() == asked.limit || items > limits::sale_items_per_page) {
        page.next_after = page.sales.back().terms.sale;
        break;
      }
      page.sales.push_back(view(key));
    }
    if (asked.after == key.second) reached = true;
  }
  return tell(Met::read, page);
}

WatchedSale Twin::watched(const SaleKey& key, std::size_t items_max) const {
  WatchedSale watched{view(key), {}, 0};
  watched.all_items = watched.sale.items.size();
  for (const SaleItemView& item : watched.sale.items) {
    if (watched.items.size() == items_max || watched.items.size() == limits::watched_items_per_sale) break;
    watched.items.push_back({item, view(SkuKey{key.first, item.terms.sku})});
  }
  watched.sale.items.clear();
  return watched;
}

Answer Twin::read(const WatchSales& asked) {
  auto keys = sales_of(asked.merchant);
  SalesWatch watch;
  watch.all_sales = keys.size();
  if (keys.size() > limits::sales_scanned_per_watch) {
    keys.erase(keys.begin(), keys.end() - limits::sales_scanned_per_watch);
  }
  std::vector<SaleKey> wanted;
  for (const SaleStatus status : {SaleStatus::running, SaleStatus::scheduled, SaleStatus::ended}) {
    std::vector<SaleKey> of_status;
    for (const SaleKey& key : keys) {
      if (view(key).status == status) of_status.push_back(key);
    }
    if (status == SaleStatus::running) watch.running_sales = of_status.size();
    std::ranges::stable_sort(of_status, [&](const SaleKey& a, const SaleKey& b) {
      const SaleTerms& one = sales_.at(a).terms;
      const SaleTerms& other = sales_.at(b).terms;
      if (status == SaleStatus::running) return one.starts_at > other.starts_at;
      if (status == SaleStatus::scheduled) return one.starts_at < other.starts_at;
      return one.ends_at > other.ends_at;
    });
    wanted.insert(wanted.end(), of_status.begin(), of_status.end());
  }
  if (wanted.size() > limits::watched_sales) wanted.resize(limits::watched_sales);
  std::size_t items = 0;
  for (const SaleKey& key : wanted) {
    watch.sales.push_back(watched(key, limits::watched_items - items));
    items += watch.sales.back().items.size();
  }
  return tell(Met::read, watch);
}

}  // namespace doorbuster::inventory::twin
