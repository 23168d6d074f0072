// A trace: a CSV of orders that once came, one line of an order a row, found by the header's names.
//   t      seconds, any origin, fractions allowed     seq  integer: the order in which to play rows
//   buyer, sku   ids of 1 to 64 / 1 to 24 characters of A-Z a-z 0-9 . _ : -
// and, if there: `invoice` (rows of one invoice are one order), `qty` (absent: 1), `kind` (absent: buy). Other columns
// are ignored. Cells may be quoted as in RFC 4180, but not over several lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

enum class RowKind : std::uint8_t {
  buy,
  cancel,        // the buyer takes back an earlier order of this SKU
  stock_adjust,  // "stockadjust": `qty` units come (or go, if negative)
  non_product,   // "nonproduct": postage and fees; nothing to sell
};

struct TraceRow {
  double t = 0;
  std::int64_t seq = 0;
  std::string buyer;
  std::string sku;
  std::string invoice;    // empty: the row is an order of its own
  std::int64_t qty = 1;   // of either sign
  RowKind kind = RowKind::buy;
};

// The rows in the order of `seq`, whose `t` never goes back. The problem names `name` and the line.
[[nodiscard]] Outcome<std::vector<TraceRow>> parse_trace(std::string_view text, std::string_view name);
[[nodiscard]] Outcome<std::vector<TraceRow>> read_trace(const std::string& path);

}  // namespace doorbuster::loadtest
