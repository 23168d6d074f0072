// An image's bytes: what its writer writes and its reader reads. docs/snapshot.md tells the same in prose. All numbers
// are little endian.
//
//   image   = header skus adjustments sales buyers orders refunds end
//   section = section-header block*
//   block   = row* tail*          as many rows as the type of row says, fewer in the last block; then each row's tail
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include "inventory/limits.hpp"

namespace doorbuster::inventory::image {

static_assert(std::endian::native == std::endian::little, "rows are copied to and from the image as they are");

using Word = std::array<char, 8>;

inline constexpr Word magic{'D', 'O', 'O', 'R', 'I', 'M', 'A', 'G'};
inline constexpr std::uint32_t version = 1;

struct Header {
  Word magic = image::magic;
  std::uint32_t version = image::version;
  std::uint32_t reserved = 0;
  std::uint64_t position = 0;  // of the newest event
};

struct SectionHeader {
  Word name{};
  std::uint32_t row_bytes = 0;
  std::uint32_t reserved = 0;
  std::uint64_t rows = 0;
};

// Tail: id, name.
struct SkuRow {
  static constexpr Word section{'s', 'k', 'u', 's'};
  static constexpr std::size_t rows_per_block = 1024;
  static constexpr std::size_t tail_bytes_max = limits::id_bytes + limits::text_bytes;

  std::uint16_t merchant = 0;
  std::uint16_t name_bytes = 0;
  std::uint8_t id_bytes = 0;
  std::array<std::uint8_t, 3> reserved{};
};

// In order of acceptance. No tail.
struct AdjustmentRow {
  static constexpr Word section{'s', 't', 'o', 'c', 'k'};
  static constexpr std::size_t rows_per_block = 1024;
  static constexpr std::size_t tail_bytes_max = 0;

  std::uint64_t key_high = 0, key_low = 0;
  std::uint64_t body = 0;
  std::uint64_t record = 0;
  std::int64_t delta = 0;
  std::uint32_t sku = 0;  // which row of the SKUs, from 0
  std::uint32_t reserved = 0;
};

struct ItemRow {
  std::uint32_t sku = 0;
  std::uint8_t has_quota = 0;
  std::uint8_t has_limit = 0;
  std::uint8_t limit_lowered = 0;
  std::uint8_t reserved = 0;
  std::int64_t price = 0;
  std::int64_t quota = 0;            // 0 where there is none
  std::int64_t per_buyer_limit = 0;  // likewise
};

// Tail: id, name, items. Items count through all sales, from 0.
struct SaleRow {
  static constexpr Word section{'s', 'a', 'l', 'e', 's'};
  static constexpr std::size_t rows_per_block = 1;
  static constexpr std::size_t tail_bytes_max =
      limits::id_bytes + limits::text_bytes + limits::items_per_sale * sizeof(ItemRow);

  std::uint16_t merchant = 0;
  std::uint16_t name_bytes = 0;
  std::uint8_t id_bytes = 0;
  std::uint8_t late_payment = 0;
  std::array<char, 3> currency{};
  std::uint8_t one_order_in_flight = 0;
  std::array<std::uint8_t, 6> reserved{};
  std::uint32_t hold_seconds = 0;
  std::uint32_t items = 0;
  std::int64_t starts_at_ms = 0;
  std::int64_t ends_at_ms = 0;
};

// In the order of their first orders. Tail: id; of one who was forgotten, none.
struct BuyerRow {
  static constexpr Word section{'b', 'u', 'y', 'e', 'r', 's'};
  static constexpr std::size_t rows_per_block = 1024;
  static constexpr std::size_t tail_bytes_max = limits::id_bytes;

  std::uint16_t merchant = 0;
  std::uint8_t id_bytes = 0;
  std::uint8_t reserved = 0;
};

struct LineRow {
  std::uint32_t item = 0;
  std::uint32_t qty = 0;
  std::int64_t unit_price = 0;
};

// By number, from 1. Tail: lines, and of a paid order the payment's id.
struct OrderRow {
  static constexpr Word section{'o', 'r', 'd', 'e', 'r', 's'};
  static constexpr std::size_t rows_per_block = 1024;
  static constexpr std::size_t tail_bytes_max = limits::lines_per_order * sizeof(LineRow) + limits::id_bytes;

  std::uint64_t key_high = 0, key_low = 0;
  std::uint64_t body = 0;
  std::uint64_t record = 0;
  std::int64_t created_at_ms = 0;
  std::uint32_t sale = 0;   // which row of the sales, from 0
  std::uint32_t buyer = 0;  // which row of the buyers, from 0
  std::uint32_t hold_seconds = 0;
  std::uint8_t status = 0;
  std::uint8_t late_payment = 0;
  std::uint8_t lines = 0;
  std::uint8_t payment_bytes = 0;  // 0 unless paid
};

// In the order in which they were told. Tail: the payment's id.
struct RefundRow {
  static constexpr Word section{'r', 'e', 'f', 'u', 'n', 'd', 's'};
  static constexpr std::size_t rows_per_block = 1024;
  static constexpr std::size_t tail_bytes_max = limits::id_bytes;

  std::uint32_t order = 0;  // its number
  std::uint8_t payment_bytes = 0;
  std::array<std::uint8_t, 3> reserved{};
};

// Nothing: says that the image is whole.
struct EndRow {
  static constexpr Word section{'e', 'n', 'd'};
};

template <class Row>
inline constexpr bool is_plain =
    std::is_trivially_copyable_v<Row> && std::has_unique_object_representations_v<Row>;
static_assert(sizeof(Header) == 24 && is_plain<Header> && sizeof(SectionHeader) == 24 && is_plain<SectionHeader>);
static_assert(sizeof(SkuRow) == 8 && is_plain<SkuRow> && sizeof(AdjustmentRow) == 48 && is_plain<AdjustmentRow>);
static_assert(sizeof(SaleRow) == 40 && is_plain<SaleRow> && sizeof(ItemRow) == 32 && is_plain<ItemRow>);
static_assert(sizeof(BuyerRow) == 4 && is_plain<BuyerRow> && sizeof(RefundRow) == 8 && is_plain<RefundRow>);
static_assert(sizeof(OrderRow) == 56 && is_plain<OrderRow> && sizeof(LineRow) == 16 && is_plain<LineRow>);

// How long a row's tail is; more than its tail_bytes_max only where the row's numbers can't be.
[[nodiscard]] constexpr std::size_t tail_bytes(const SkuRow& row) { return std::size_t{row.id_bytes} + row.name_bytes; }
[[nodiscard]] constexpr std::size_t tail_bytes(const AdjustmentRow&) { return 0; }
[[nodiscard]] constexpr std::size_t tail_bytes(const SaleRow& row) {
  return std::size_t{row.id_bytes} + row.name_bytes + row.items * sizeof(ItemRow);
}
[[nodiscard]] constexpr std::size_t tail_bytes(const BuyerRow& row) { return row.id_bytes; }
[[nodiscard]] constexpr std::size_t tail_bytes(const OrderRow& row) {
  return row.lines * sizeof(LineRow) + row.payment_bytes;
}
[[nodiscard]] constexpr std::size_t tail_bytes(const RefundRow& row) { return row.payment_bytes; }

}  // namespace doorbuster::inventory::image
