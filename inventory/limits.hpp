// Every bound of the order engine's state, in one place, with how they relate.
// Units are in the names. May not know: files, sockets, threads.
#pragma once

#include <cstdint>

namespace doorbuster::inventory::limits {

inline constexpr std::uint32_t id_bytes = 64;             // sku, sale, buyer, payment
inline constexpr std::uint32_t text_bytes = 256;          // names and reasons, UTF-8
inline constexpr std::uint32_t lines_per_order = 100;
inline constexpr std::uint32_t quantity_per_line = 1'000'000;
inline constexpr std::int64_t price_minor = 1'000'000'000'000;           // 10^12
inline constexpr std::int64_t sum_max = 1'000'000'000'000'000'000;       // 10^18: totals, gmv, received
inline constexpr std::int64_t instant_ms_max = 253'402'300'799'999;      // the end of the year 9999
inline constexpr std::uint32_t hold_seconds_max = 604'800;               // seven days
inline constexpr std::uint32_t items_per_sale = 10'000;
inline constexpr std::uint32_t orders_per_page = 1'000;
// How many orders one listing looks at before it returns a shorter page: bounds the engine's pause.
inline constexpr std::uint32_t orders_scanned_per_page = 20'000;
inline constexpr std::uint32_t sales_per_page = 1'000;
// A page of sales ends once it has so many items, whatever its limit: bounds the engine's pause, as do the next four.
inline constexpr std::uint32_t sale_items_per_page = 10'000;
// Of a merchant's sales, the newest so many are looked at for those to be watched.
inline constexpr std::uint32_t sales_scanned_per_watch = 500;
inline constexpr std::uint32_t watched_sales = 16;
inline constexpr std::uint32_t watched_items_per_sale = 100;
inline constexpr std::uint32_t watched_items = 600;
// How many due holds one sweep ends before commands get their turn again.
inline constexpr std::uint32_t expiries_per_sweep = 1'024;
// How many holds that ended early one sweep drops from the queue: bounds the pause after a rush of payments.
inline constexpr std::uint32_t holds_dropped_per_sweep = 65'536;
// The most events that one command can lead to (a late payment: order_expired, then its consequence).
inline constexpr std::uint32_t events_per_command = 2;

static_assert(items_per_sale <= sale_items_per_page, "a page has room for any one sale");
static_assert(watched_items_per_sale <= watched_items);
static_assert(price_minor <= sum_max / quantity_per_line, "one line's total never overflows before it is checked");
static_assert(std::int64_t{lines_per_order} * quantity_per_line <= sum_max, "an order's units never overflow");

}  // namespace doorbuster::inventory::limits
