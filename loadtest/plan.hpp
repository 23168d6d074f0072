// A promotion as it will be played: who comes when, for what, and what they do if they win. Values only; a trace and
// the synthetic promotion both end as one of these.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace doorbuster::loadtest {

// What an order may have at most, as the HTTP contract says.
inline constexpr std::size_t lines_per_order_max = 100;
inline constexpr std::int64_t units_per_line_max = 1'000'000;
// More SKUs than this would not fit the contract's 64 KiB for one sale's body.
inline constexpr std::size_t skus_per_sale_max = 700;

struct PlannedLine {
  std::uint32_t sku = 0;  // index into Plan::skus
  std::int64_t qty = 1;   // 1 to units_per_line_max
  bool operator==(const PlannedLine&) const = default;
};

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
  std::vector<PlannedLine> lines;   // each SKU once, 1 to lines_per_order_max
  Intent intent = Intent::pay;
  std::chrono::nanoseconds pause{0};
  bool double_clicks = false;       // sends the same key once more after winning
  std::uint8_t knocks = 0;          // how often a "sold out" is answered by trying again with the same key
  bool operator==(const Arrival&) const = default;
};

// Units that come or go while the sale runs.
struct StockChange {
  std::chrono::nanoseconds due{0};
  std::uint32_t sku = 0;
  std::int64_t delta = 0;
  bool operator==(const StockChange&) const = default;
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
  std::vector<Arrival> arrivals;            // by `due`
  std::vector<StockChange> stock_changes;   // by `due`
  std::vector<std::string> notes;           // what of the source was left out, as sentences
};

// Units asked for in all, for each SKU.
[[nodiscard]] std::vector<std::int64_t> demand_of(const Plan& plan);

}  // namespace doorbuster::loadtest
