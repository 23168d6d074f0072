// How many units of each sale item each buyer holds or has bought.
#include "inventory/buyer_units.hpp"

#include <utility>

#include "inventory/hash.hpp"

namespace doorbuster::inventory {
namespace {

std::uint64_t hash_of_pair(ItemIndex item, BuyerIndex buyer) {
  return hash_of(std::uint64_t{item.value} << 32 | buyer.value);
}

}  // namespace

BuyerUnits::BuyerUnits(std::uint32_t buyers, std::uint32_t pairs) : further_by_pair_(pairs) {
  firsts_.reserve(buyers);
  further_.reserve(pairs);
}

const Quantity* BuyerUnits::find(ItemIndex item, BuyerIndex buyer) const {
  if (buyer.value >= firsts_.size()) return nullptr;
  const First& first = firsts_[buyer.value];
  return first.item == item ? &first.units : find_further(item, buyer);
}

const Quantity* BuyerUnits::find_further(ItemIndex item, BuyerIndex buyer) const {
  if (further_.empty()) return nullptr;
  const auto at = further_by_pair_.find(hash_of_pair(item, buyer), [&](std::uint32_t place) {
    return further_[place].item == item && further_[place].buyer == buyer;
  });
  return at ? &further_[*at].units : nullptr;
}

Quantity* BuyerUnits::find(ItemIndex item, BuyerIndex buyer) {
  return const_cast<Quantity*>(std::as_const(*this).find(item, buyer));
}

Quantity BuyerUnits::units(ItemIndex item, BuyerIndex buyer) const {
  const Quantity* found = find(item, buyer);
  return found != nullptr ? *found : 0;
}

void BuyerUnits::add(ItemIndex item, BuyerIndex buyer, Quantity units) {
  assert(buyer.value < firsts_.capacity());
  if (buyer.value >= firsts_.size()) firsts_.resize(buyer.value + 1);
  First& first = firsts_[buyer.value];
  if (first.item == no_item) {
    first = {item, units};
  } else if (Quantity* found = find(item, buyer)) {
    *found += units;
  } else {
    add_further(item, buyer, units);
  }
}

void BuyerUnits::add_further(ItemIndex item, BuyerIndex buyer, Quantity units) {
  assert(further_.size() < further_.capacity());
  further_by_pair_.insert(hash_of_pair(item, buyer), static_cast<std::uint32_t>(further_.size()));
  further_.push_back({item, buyer, units});
}

void BuyerUnits::take(ItemIndex item, BuyerIndex buyer, Quantity units) {
  Quantity* found = find(item, buyer);
  assert(found != nullptr && *found >= units);
  *found -= units;
}

}  // namespace doorbuster::inventory
