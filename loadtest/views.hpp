// What the server says, as values: the contract's answers, with the members that the harness looks at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorbuster::loadtest {

struct LineView {
  std::string sku;
  std::int64_t qty = 0;
  std::int64_t unit_price = 0;
  bool operator==(const LineView&) const = default;
};

struct OrderView {
  std::string order;
  std::string sale;
  std::string buyer;
  std::string status;  // held, paid, cancelled, expired
  std::vector<LineView> lines;
  std::int64_t total = 0;
  std::string currency;
  std::string created_at;
};

struct SkuView {
  std::string sku;
  std::int64_t received = 0, available = 0, held = 0, sold = 0;
};

struct SaleItemView {
  std::string sku;
  std::optional<std::int64_t> quota;
  std::int64_t available = 0, held = 0, sold = 0;
  bool operator==(const SaleItemView&) const = default;
};

struct OrderCounts {
  std::int64_t held = 0, paid = 0, cancelled = 0, expired = 0;
  bool operator==(const OrderCounts&) const = default;
};

struct SaleView {
  std::string sale;
  std::int64_t gmv = 0;
  OrderCounts orders;
  std::vector<SaleItemView> items;
  bool operator==(const SaleView&) const = default;
};

struct OrderPage {
  std::vector<OrderView> orders;
  std::optional<std::string> next_after;  // absent: the last page
};

// application/problem+json
struct ProblemView {
  std::string code;
  std::string detail;
  std::string sku;           // empty if it names none
  std::string order_status;  // empty if it names none
};

}  // namespace doorbuster::loadtest
