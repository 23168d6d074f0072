// Looking at orders, and cancelling one, through the API.
#pragma once

#include <cstdint>
#include <string>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

struct OrderFilter {
  std::string sale, buyer, status;  // empty: any
  std::int64_t limit = 20;
};

// Each prints what it is about, as text or as the server's JSON (a list: an order a line).
[[nodiscard]] Outcome<void> show_order(ApiClient& server, const std::string& order, bool as_json);
[[nodiscard]] Outcome<void> cancel_order(ApiClient& server, const std::string& order, bool as_json);
// The first `limit` in order of acceptance, however many pages they take.
[[nodiscard]] Outcome<void> list_orders(ApiClient& server, const OrderFilter& filter, bool as_json);

}  // namespace doorbuster::app
