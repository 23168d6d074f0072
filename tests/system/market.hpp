// A sale of several SKUs, some plentiful, some scarce, some limited to each buyer: what crowds are let loose on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/system/storefront.hpp"

namespace doorbuster::system_tests {

struct MarketItem {
  std::string sku;
  std::int64_t stock = 0;
  std::int64_t price = 0;
  std::optional<std::int64_t> quota{};
  std::optional<std::int64_t> per_buyer_limit{};
};

struct Market {
  std::string sale;
  std::vector<MarketItem> items;
};

// Puts SKUs, stock and sale into the server; throws if it refuses. No hold of it ends by itself.
void open_market(Storefront& shop, const Market& market);

// The usual one. Its SKUs' names begin with `prefix`: sales that are open together must not share any.
[[nodiscard]] Market mixed_market(const std::string& sale, const std::string& prefix = "");

}  // namespace doorbuster::system_tests
