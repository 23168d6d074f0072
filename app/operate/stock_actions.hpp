// SKUs and their stock, through the API.
#pragma once

#include <cstdint>
#include <string>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

struct StockWish {
  std::string sku;
  std::string name;             // of a new SKU
  std::int64_t delta = 0;       // units; below 0: taken away
  std::string reason;
  std::string idempotency_key;  // empty: one is made, and told
};

// Each prints the SKU as it is then, as text or as the server's JSON.
[[nodiscard]] Outcome<void> create_sku(ApiClient& server, const StockWish& wish, bool as_json);
[[nodiscard]] Outcome<void> add_stock(ApiClient& server, const StockWish& wish, bool as_json);
[[nodiscard]] Outcome<void> show_stock(ApiClient& server, const std::string& sku, bool as_json);

}  // namespace doorbuster::app
