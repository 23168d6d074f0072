// The orders that the server lists for the sale, read page by page into small values that name the plan's buyers and
// SKUs by number: there may be millions.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "loadtest/contract/order_id.hpp"
#include "loadtest/contract/views.hpp"
#include "loadtest/outcome.hpp"
#include "loadtest/promotion/script.hpp"

namespace doorbuster::loadtest {

inline constexpr std::uint32_t nobody = 0xffff'ffff;

struct ListedOrder {
  OrderId order;
  std::int64_t created_at = 0;  // milliseconds since 1970
  std::int64_t total = 0;
  std::uint32_t buyer = nobody; // index into Plan::buyers; nobody: the plan has no such buyer
  OrderStatus status = OrderStatus::held;
  bool has_other_terms = false; // its sale, its currency, a SKU or a unit price is not of the script
  PlannedLines lines;           // those of the plan's SKUs
};

// For sentences: the name, or that there is none.
[[nodiscard]] std::string buyer_named(const Script& script, std::uint32_t buyer);

class ListingReader {
 public:
  // The script outlives it.
  explicit ListingReader(const Script& script);

  // Adds the orders of one page to `orders`.
  [[nodiscard]] Outcome<NextAfter> read_page(std::string_view body, std::vector<ListedOrder>& orders);

 private:
  [[nodiscard]] bool read_plain_page(std::string_view body, std::vector<ListedOrder>& orders, NextAfter& next_after);
  [[nodiscard]] Outcome<ListedOrder> listed(const OrderText& text) const;

  const Script& script_;
  std::vector<std::string> sku_ids_;
  boost::unordered_flat_map<std::string_view, std::uint32_t> buyers_, skus_;
  OrderText text_;  // of the order at hand
};

}  // namespace doorbuster::loadtest
