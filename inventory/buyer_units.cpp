// How many units of each sale item each buyer holds or has bought.
#include "inventory/buyer_units.hpp"

#include "inventory/hash.hpp"

namespace doorbuster::inventory {
namespace {

std::uint64_t hash_of_pair(ItemIndex item, BuyerIndex buyer) {
  return hash_of(std::uint64_t{item.value} << 32 | buyer.value);
}

}  // namespace

BuyerUnits::BuyerUnits(std::uint32_t capacity) : by_item_and_buyer_(capacity) { holdings_.reserve(capacity); }

std::optional<std::uint32_t> BuyerUnits::find(std::uint64_t hash, ItemIndex item, BuyerIndex buyer) const {
  return by_item_and_buyer_.find(
      hash, [&](std::uint32_t at) { return holdings_[at].item == item && holdings_[at].buyer == buyer; });
}

Quantity BuyerUnits::units(ItemIndex item, BuyerIndex buyer) const {
  const auto at = find(hash_of_pair(item, buyer), item, buyer);
  return at ? holdings_[*at].units : 0;
}

void BuyerUnits::add(ItemIndex item, BuyerIndex buyer, Quantity units) {
  const std::uint64_t hash = hash_of_pair(item, buyer);
  if (const auto at = find(hash, item, buyer)) {
    holdings_[*at].units += units;
    return;
  }
  assert(holdings_.size() < holdings_.capacity());
  by_item_and_buyer_.insert(hash, static_cast<std::uint32_t>(holdings_.size()));
  holdings_.push_back({item, buyer, units});
}

void BuyerUnits::take(ItemIndex item, BuyerIndex buyer, Quantity units) {
  const auto at = find(hash_of_pair(item, buyer), item, buyer);
  assert(at && holdings_[*at].units >= units);
  holdings_[*at].units -= units;
}

}  // namespace doorbuster::inventory
