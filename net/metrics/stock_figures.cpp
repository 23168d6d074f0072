// Readings kept for who is scraped.
#include "net/metrics/stock_figures.hpp"

#include <utility>

#include "net/monotonic.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

std::shared_ptr<const inventory::SalesWatch> StockFigures::ask(inventory::MerchantId merchant, std::int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  auto found = readings_.find(merchant);
  if (found == readings_.end()) {
    if (readings_.size() >= transport::stock_merchants_max) return nullptr;
    found = readings_.emplace(merchant, Reading()).first;
  }
  Reading& reading = found->second;
  reading.asked_ns = now_ns;
  return now_ns - reading.read_ns <= to_ns(transport::stock_age_max) ? reading.sales : nullptr;
}

std::set<inventory::MerchantId> StockFigures::asked_for(std::int64_t now_ns) {
  const std::lock_guard lock(mutex_);
  std::erase_if(readings_, [now_ns](const auto& entry) {
    return now_ns - entry.second.asked_ns > to_ns(transport::stock_asked_for);
  });
  std::set<inventory::MerchantId> merchants;
  for (const auto& [merchant, reading] : readings_) merchants.insert(merchant);
  return merchants;
}

void StockFigures::tell(inventory::MerchantId merchant, inventory::SalesWatch sales, std::int64_t now_ns) {
  auto reading = std::make_shared<const inventory::SalesWatch>(std::move(sales));
  const std::lock_guard lock(mutex_);
  const auto found = readings_.find(merchant);
  if (found == readings_.end()) return;
  found->second.sales.swap(reading);
  found->second.read_ns = now_ns;
}

}  // namespace doorbuster::net
