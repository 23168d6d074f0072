// Takes an image apart: its headers, and block after block of rows with their tails. Every length is checked against
// its bound before anything is read by it, so a lie costs no more memory than the largest true block.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "inventory/application.hpp"
#include "inventory/image.hpp"
#include "inventory/image_format.hpp"

namespace doorbuster::inventory::image {

inline constexpr std::string_view ends_too_soon = "the image ends too soon or can't be read";
inline constexpr std::string_view has_reserved = "a part of the image that has to be zero isn't";

// What follows a block's rows; taken from the front, as tail_bytes() of the rows say.
class Tails {
 public:
  explicit Tails(std::span<const std::byte> bytes) : left_(bytes) {}

  [[nodiscard]] std::string_view text(std::size_t size) {
    const auto bytes = take(size);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  template <class Row>
  [[nodiscard]] Row row() {
    static_assert(is_plain<Row>);
    Row row;
    std::memcpy(&row, take(sizeof row).data(), sizeof row);
    return row;
  }

 private:
  std::span<const std::byte> take(std::size_t size) {
    assert(size <= left_.size());
    const auto front = left_.first(size);
    left_ = left_.subspan(size);
    return front;
  }

  std::span<const std::byte> left_;
};

class Source {
 public:
  explicit Source(const GetBytes& get) : get_(get) {}

  template <class Row>
  [[nodiscard]] bool get_row(Row& row) {
    static_assert(is_plain<Row>);
    return get_(std::as_writable_bytes(std::span(&row, 1)));
  }

  // The header of the section of these rows, and how many follow.
  template <class Row>
  [[nodiscard]] Misfit open_section(std::size_t row_bytes, std::uint64_t& rows) {
    SectionHeader header;
    if (!get_row(header)) return ends_too_soon;
    if (header.name != Row::section || header.row_bytes != row_bytes) {
      return "a section of the image is not the one that belongs there";
    }
    if (header.reserved != 0) return has_reserved;
    rows = header.rows;
    return std::nullopt;
  }

  // Calls take_block(rows, tails) for each block of the section of these rows, and stops at its first misfit.
  template <class Row, class TakeBlock>
  [[nodiscard]] Misfit read_section(TakeBlock&& take_block) {
    std::uint64_t left = 0;
    if (const Misfit misfit = open_section<Row>(sizeof(Row), left)) return misfit;
    std::vector<Row> rows;
    std::vector<std::byte> tails;
    while (left > 0) {
      rows.resize(std::min<std::uint64_t>(left, Row::rows_per_block));
      left -= rows.size();
      if (!get_(std::as_writable_bytes(std::span(rows)))) return ends_too_soon;
      std::size_t bytes = 0;
      for (const Row& row : rows) {
        if (tail_bytes(row) > Row::tail_bytes_max) return "a text or a list of the image is longer than it may be";
        bytes += tail_bytes(row);
      }
      tails.resize(bytes);
      if (bytes > 0 && !get_(tails)) return ends_too_soon;
      if (const Misfit misfit = take_block(std::span<const Row>(rows), Tails(tails))) return misfit;
    }
    return std::nullopt;
  }

 private:
  const GetBytes& get_;
};

template <class Reserved>
[[nodiscard]] bool all_zero(const Reserved& reserved) {
  return std::all_of(reserved.begin(), reserved.end(), [](auto part) { return part == 0; });
}

}  // namespace doorbuster::inventory::image
