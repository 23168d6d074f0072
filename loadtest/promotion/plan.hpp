// A promotion as it will be played: who comes when, for what, and what they do if they win. Values only; a trace and
// every made-up scenario end as one of these.
#pragma once

#include <boost/container/small_vector.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorbuster::loadtest {

// What an order may have at most, as the HTTP contract says.
inline constexpr std::size_t lines_per_order_max = 100;
inline constexpr std::int64_t units_per_line_max = 1'000'000;
// More SKUs than this would not fit the contract's 64 KiB for one sale's body.
inline constexpr std::size_t skus_per_sale_max = 700;
// Of one run: they are all in memory, at about 180 bytes each with what is written down of them, and more than twice as
// much while the orders that the server lists are held against them.
inline constexpr std::uint32_t arrivals_max = 10'000'000;

struct PlannedLine {
  std::uint32_t sku = 0;  // index into Plan::skus
  std::int64_t qty = 1;   // 1 to units_per_line_max
  bool operator==(const PlannedLine&) const = default;
};
// Most orders have one line, and there may be millions of orders.
using PlannedLines = boost::container::small_vector<PlannedLine, 1>;

// What a buyer does with an order won, `Arrival::pause` after the answer.
enum class Intent : std::uint8_t {
  pay,
  pay_late,  // `pause` after the hold has ended
  cancel,
  abandon,   // nothing: the hold runs out
};

struct Arrival {
  std::chrono::nanoseconds due{0};  // since the load's start
  std::uint32_t buyer = 0;          // index into Plan::buyers
  PlannedLines lines;               // each SKU once, 1 to lines_per_order_max
  std::chrono::nanoseconds pause{0};
  Intent intent = Intent::pay;
  std::uint8_t copies = 0;   // how many more requests with the same key go out at the same moment
  std::uint8_t repeats = 0;  // how often the same key is sent once more after winning, one after the other
  std::uint8_t knocks = 0;   // how often a "sold out" is answered by trying again with the same key
  bool operator==(const Arrival&) const = default;
};

// Units that come or go while the sale runs.
struct StockChange {
  std::chrono::nanoseconds due{0};
  std::uint32_t sku = 0;
  std::int64_t delta = 0;
  bool operator==(const StockChange&) const = default;
};

// Somebody looks at a SKU, or at the sale, without ordering.
struct Read {
  std::chrono::nanoseconds due{0};
  std::optional<std::uint32_t> sku;  // absent: the sale
  bool operator==(const Read&) const = default;
};

struct PlannedSku {
  std::string name;        // unique in the plan, at most sku_name_bytes_max, of the contract's characters for ids
  std::int64_t price = 0;  // minor units
  bool operator==(const PlannedSku&) const = default;
};
inline constexpr std::size_t sku_name_bytes_max = 24;
inline constexpr std::size_t buyer_name_bytes_max = 64;

struct Plan {
  std::vector<std::string> buyers;
  std::vector<PlannedSku> skus;  // at most skus_per_sale_max
  std::vector<Arrival> arrivals;           // by `due`, at most arrivals_max
  std::vector<StockChange> stock_changes;  // by `due`
  std::vector<Read> reads;                 // by `due`
  std::vector<std::string> notes;          // what of the source was left out, as sentences
};

// Units asked for in all, for each SKU.
[[nodiscard]] std::vector<std::int64_t> demand_of(const Plan& plan);

}  // namespace doorbuster::loadtest
