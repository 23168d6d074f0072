// What the server says, as values: the contract's answers, with the members that the harness looks at.
#pragma once

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::loadtest {

// An order as text: views of the answer's bytes, or of what a parser made of them.
struct LineText {
  std::string_view sku;
  std::int64_t qty = 0;
  std::int64_t unit_price = 0;
};
struct OrderText {
  std::string_view order;
  std::string_view sale;
  std::string_view buyer;
  std::string_view status;
  boost::container::small_vector<LineText, 4> lines;
  std::int64_t total = 0;
  std::string_view currency;
  std::string_view created_at;
};

// What the next page of a list of orders is to be asked with; absent: this was the last one.
using NextAfter = std::optional<std::string>;

enum class OrderStatus : std::uint8_t { held, paid, cancelled, expired };
inline constexpr std::array<std::string_view, 4> order_status_words{"held", "paid", "cancelled", "expired"};
[[nodiscard]] inline std::string_view word(OrderStatus status) {
  return order_status_words[static_cast<std::size_t>(status)];
}
// Absent: the contract has no such status.
[[nodiscard]] inline std::optional<OrderStatus> status_of(std::string_view text) {
  const auto found = std::ranges::find(order_status_words, text);
  if (found == order_status_words.end()) return std::nullopt;
  return static_cast<OrderStatus>(found - order_status_words.begin());
}

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

// application/problem+json
struct ProblemView {
  std::string code;
  std::string detail;
  std::string sku;           // empty if it names none
  std::string order_status;  // empty if it names none
};

}  // namespace doorbuster::loadtest
