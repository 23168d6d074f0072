// A sale's terms from what was said on the command line.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/client/outcome.hpp"
#include "core/core.hpp"

namespace doorbuster::app {

struct SaleWish {
  std::string sale;
  std::string name;  // empty: the sale's id
  std::string currency;
  std::string starts = "now";
  std::string ends;
  std::string hold = "15m";
  std::string late_payment = "refund";
  bool one_order_in_flight = false;
  std::vector<std::string> items;
  std::string file;  // instead of all but `sale`: the terms as the API has them
};

inline constexpr const char* item_rule = "SKU,price=N with quota=N and per-buyer=N if wanted";

// The body of PUT /v1/sales/{sale}. Whether its values may be so is for the server to say.
[[nodiscard]] Outcome<boost::json::object> terms_of(const SaleWish& wish, inventory::Instant now);

// The terms that a sale as the server tells it has: the same without what it adds.
[[nodiscard]] boost::json::object terms_of(const boost::json::object& sale);

}  // namespace doorbuster::app
