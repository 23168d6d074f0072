// A plan made concrete for one run: the names and keys of this run, the sale's terms, and the call of each step.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "loadtest/http_client.hpp"
#include "loadtest/ledger.hpp"
#include "loadtest/plan.hpp"

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

// `order` is an index into plan.arrivals; every arrival has a key of its own, the same at each try.
[[nodiscard]] HttpCall place_call(const Script& script, std::size_t order);
// Pays or cancels, as the arrival intends, the order that `record` says was won.
[[nodiscard]] HttpCall settle_call(const Script& script, std::size_t order, const OrderRecord& record);
// `change` is an index into plan.stock_changes.
[[nodiscard]] HttpCall stock_change_call(const Script& script, std::size_t change);
// `read` is an index into plan.reads.
[[nodiscard]] HttpCall read_call(const Script& script, std::size_t read);

}  // namespace doorbuster::loadtest
