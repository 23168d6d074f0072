// The words by which the contract names what the inventory counts in enums: one table each, for reading and writing.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <variant>

#include "inventory/inventory.hpp"

namespace doorbuster::net {

inline constexpr std::array<std::string_view, inventory::order_statuses> order_status_words{"held", "paid", "cancelled",
                                                                                            "expired"};
inline constexpr std::array<std::string_view, 3> sale_status_words{"scheduled", "running", "ended"};
inline constexpr std::array<std::string_view, 2> late_payment_words{"refund", "reclaim"};

// What stands for the buyer of an order whose buyer was forgotten. No id begins so: it is nobody's.
inline constexpr std::string_view forgotten_buyer = "_forgotten";

template <class... Facts>
[[nodiscard]] constexpr auto types_of(const std::variant<Facts...>*) {
  return std::array{Facts::type...};
}
// Of events, in the order of inventory::Fact's alternatives.
inline constexpr auto event_type_words = types_of(static_cast<const inventory::Fact*>(nullptr));

[[nodiscard]] constexpr std::string_view word(inventory::OrderStatus status) {
  return order_status_words[static_cast<std::size_t>(status)];
}
[[nodiscard]] constexpr std::string_view word(inventory::SaleStatus status) {
  return sale_status_words[static_cast<std::size_t>(status)];
}
[[nodiscard]] constexpr std::string_view word(inventory::LatePayment late_payment) {
  return late_payment_words[static_cast<std::size_t>(late_payment)];
}

// The enumerator that `text` names in `words`.
template <class Enum, std::size_t Count>
[[nodiscard]] constexpr std::optional<Enum> named(std::string_view text,
                                                  const std::array<std::string_view, Count>& words) {
  for (std::size_t i = 0; i < Count; ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace doorbuster::net
