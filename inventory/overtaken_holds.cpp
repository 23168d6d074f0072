// Orders that were held when their buyer ordered again elsewhere.
#include "inventory/overtaken_holds.hpp"

#include "inventory/hash.hpp"

namespace doorbuster::inventory {
namespace {

std::uint64_t hash_of_pair(SaleIndex sale, BuyerIndex buyer) {
  return hash_of(std::uint64_t{sale.value} << 32 | buyer.value);
}

}  // namespace

OvertakenHolds::OvertakenHolds(std::uint32_t orders) : by_sale_and_buyer_(orders) { holds_.reserve(orders); }

std::optional<std::uint32_t> OvertakenHolds::place_of(SaleIndex sale, BuyerIndex buyer) const {
  if (holds_.empty()) return std::nullopt;
  return by_sale_and_buyer_.find(hash_of_pair(sale, buyer), [&](std::uint32_t at) {
    return holds_[at].sale == sale && holds_[at].buyer == buyer;
  });
}

std::optional<OrderNumber> OvertakenHolds::find(SaleIndex sale, BuyerIndex buyer) const {
  const auto place = place_of(sale, buyer);
  if (!place) return std::nullopt;
  return OrderNumber{holds_[*place].order};
}

void OvertakenHolds::put(SaleIndex sale, BuyerIndex buyer, OrderNumber order) {
  const auto number = static_cast<std::uint32_t>(order.value);
  if (const auto place = place_of(sale, buyer)) {
    holds_[*place].order = number;
    return;
  }
  assert(holds_.size() < holds_.capacity());
  by_sale_and_buyer_.insert(hash_of_pair(sale, buyer), static_cast<std::uint32_t>(holds_.size()));
  holds_.push_back({sale, buyer, number});
}

}  // namespace doorbuster::inventory
