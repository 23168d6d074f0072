// How an order enters the tables: what its lines must be, and all the places in which it is found from then on. Shared
// by the fact that an order is held and by the image of a state.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "inventory/application.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

using Lines = boost::container::small_vector<Line, inline_lines>;

// What a table that is full says to a fact, and to the image of a larger state.
namespace too_many {
inline constexpr std::string_view orders = "there are more orders than the capacity allows";
inline constexpr std::string_view lines = "there are more order lines than the capacity allows";
inline constexpr std::string_view buyers = "there are more buyers than the capacity allows";
inline constexpr std::string_view payments = "there are more payments than the capacity allows";
}  // namespace too_many

inline constexpr std::string_view two_in_flight = "a buyer has two orders in flight in a sale that allows one";

// Appends a line, unless its numbers are out of range or `lines` has one of the same item.
[[nodiscard]] Misfit add_line(Lines& lines, ItemIndex item, Quantity qty, Money unit_price);

// Nothing if it would pass limits::sum_max.
[[nodiscard]] std::optional<Money> total_of(std::span<const Line> lines);

// Into the book, its buyer's chain and under its key. Only where there is room; `key_hash` is hash_of(order.key), which
// is not bound yet. Moves no stock.
OrderNumber enter(Tables& tables, const Order& order, std::span<const Line> lines, std::uint64_t key_hash);

}  // namespace doorbuster::inventory
