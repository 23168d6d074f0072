// An order's id as the server gave it, kept in place: there may be millions of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace doorbuster::loadtest {

// Longer ids than any server of this contract has given so far can't be kept.
inline constexpr std::size_t order_id_bytes_max = 23;

class OrderId {
 public:
  OrderId() = default;  // empty: none
  // Absent: empty, or longer than order_id_bytes_max.
  [[nodiscard]] static std::optional<OrderId> from(std::string_view text) {
    if (text.empty() || text.size() > order_id_bytes_max) return std::nullopt;
    OrderId id;
    std::ranges::copy(text, id.bytes_.begin());
    id.size_ = static_cast<std::uint8_t>(text.size());
    return id;
  }
  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }
  bool operator==(const OrderId&) const = default;

 private:
  std::array<char, order_id_bytes_max> bytes_{};
  std::uint8_t size_ = 0;
};

struct OrderIdHash {
  std::size_t operator()(const OrderId& id) const { return std::hash<std::string_view>{}(id.text()); }
};

}  // namespace doorbuster::loadtest
