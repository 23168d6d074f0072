// Events as the journal's records, and back. Knows the bytes of one record; nothing of batches, files or state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

// The most bytes that each part of a record takes: see docs/journal.md for the grammar.
namespace record_bytes {
inline constexpr std::size_t varint = 10;
inline constexpr std::size_t id = 1 + inventory::limits::id_bytes;
inline constexpr std::size_t text = 2 + inventory::limits::text_bytes;
inline constexpr std::size_t count = 3;
inline constexpr std::size_t optional = 1 + varint;
inline constexpr std::size_t sale_item = id + varint + 2 * optional;
inline constexpr std::size_t order_line = id + 2 * varint;
inline constexpr std::size_t before_fields = 4 + 1 + 2 * varint;  // length, type, time, merchant
inline constexpr std::size_t sale_put =
    before_fields + id + text + 3 + 3 * varint + 1 + count + inventory::limits::items_per_sale * sale_item + 1;
inline constexpr std::size_t order_held = before_fields + varint + 2 * id + count +
                                          inventory::limits::lines_per_order * order_line + 2 * varint + 4 + 24;
inline constexpr std::size_t order_expired = before_fields + varint + id;
}  // namespace record_bytes

// A sale with all the items it may have.
inline constexpr std::size_t max_record_bytes = record_bytes::sale_put;
static_assert(record_bytes::order_held < max_record_bytes);
static_assert(max_record_bytes < (1u << 21), "a record's length fits three bytes of varint");
static_assert(inventory::limits::expiries_per_sweep * record_bytes::order_expired <=
                  inventory::limits::events_per_command * max_record_bytes,
              "the ends of one sweep's holds fit where one command's events do");
// Length, type, time, merchant, and an order and a sale at their shortest.
inline constexpr std::size_t min_record_bytes = 7;

// Puts `event` at the front of `into`, which has room for max_record_bytes; how many it took. Its time is kept as the
// distance from `base`.
[[nodiscard]] std::size_t encode_record(const inventory::Event& event, inventory::Instant base,
                                        std::span<std::byte> into);

// Takes one record from the front of `bytes`. False if there is none: a bound passed, an id or number that can't be,
// bytes left over in the record. Then neither `bytes` nor `event` mean anything.
[[nodiscard]] bool decode_record(std::span<const std::byte>& bytes, inventory::Instant base, inventory::Event& event);

}  // namespace doorbuster::core
