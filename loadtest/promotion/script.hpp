// A plan made concrete for one run: the names of this run and the sale's terms, and what follows from them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loadtest/promotion/plan.hpp"

namespace doorbuster::loadtest {

// SKU ids are "<sale>.<name>", and must stay within the contract's 64 characters.
inline constexpr std::size_t sale_name_bytes_max = 64 - sku_name_bytes_max - 1;

struct Script {
  Plan plan;
  std::string sale;
  std::string currency;
  std::vector<std::int64_t> stock;              // units at the start, for each of plan.skus
  std::optional<std::int64_t> quota;            // of each SKU
  std::optional<std::int64_t> per_buyer_limit;  // of each SKU
  std::chrono::seconds hold{0};
  std::chrono::milliseconds patience{0};
};

[[nodiscard]] std::string sku_id(const Script& script, std::uint32_t sku);
// In the order of the plan's SKUs.
[[nodiscard]] std::vector<std::string> sku_ids(const Script& script);
// `order` is an index into plan.arrivals; every arrival has a key of its own, the same at each try.
[[nodiscard]] std::string order_key(const Script& script, std::size_t order);
// What it has to cost, in minor units. The largest number if that does not fit.
[[nodiscard]] std::int64_t total_of(const Script& script, const Arrival& arrival);

}  // namespace doorbuster::loadtest
