// What tests ask of the server, as JSON: sales, orders, times. Only well-formed things; bad ones are written out where
// they are tested.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::system_tests {

// RFC 3339 in UTC with milliseconds, so many from now; negative for the past.
[[nodiscard]] std::string from_now(std::chrono::milliseconds offset);

struct SaleItem {
  std::string sku;
  std::int64_t price = 19900;
  std::optional<std::int64_t> quota{};
  std::optional<std::int64_t> per_buyer_limit{};
};

// A sale that runs now, unless told otherwise.
struct Sale {
  std::vector<SaleItem> items;
  std::string starts_at = from_now(std::chrono::hours(-1));
  std::string ends_at = from_now(std::chrono::hours(24));
  std::int64_t hold_seconds = 900;
  std::string late_payment = "refund";
  std::string name = "A sale";
  std::string currency = "CNY";
  bool one_order_in_flight = false;

  [[nodiscard]] boost::json::object json() const;
};

struct Line {
  std::string sku;
  std::int64_t qty = 1;
};

struct Order {
  std::string sale;
  std::string buyer;
  std::vector<Line> lines;

  [[nodiscard]] boost::json::object json() const;
};

}  // namespace doorbuster::system_tests
