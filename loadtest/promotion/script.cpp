// Names, keys and totals.
#include "loadtest/promotion/script.hpp"

#include <fmt/format.h>

#include <limits>

namespace doorbuster::loadtest {

std::string sku_id(const Script& script, std::uint32_t sku) {
  return fmt::format("{}.{}", script.sale, script.plan.skus[sku].name);
}

std::vector<std::string> sku_ids(const Script& script) {
  std::vector<std::string> ids;
  for (std::uint32_t sku = 0; sku < script.plan.skus.size(); ++sku) ids.push_back(sku_id(script, sku));
  return ids;
}

std::string order_key(const Script& script, std::size_t order) { return fmt::format("{}-{}", script.sale, order); }

std::int64_t total_of(const Script& script, const Arrival& arrival) {
  std::int64_t total = 0;
  for (const PlannedLine& line : arrival.lines) {
    std::int64_t of_line = 0;
    if (__builtin_mul_overflow(script.plan.skus[line.sku].price, line.qty, &of_line) ||
        __builtin_add_overflow(total, of_line, &total)) {
      return std::numeric_limits<std::int64_t>::max();
    }
  }
  return total;
}

}  // namespace doorbuster::loadtest
