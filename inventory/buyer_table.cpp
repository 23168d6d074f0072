// Every buyer who ever had an order accepted.
#include "inventory/buyer_table.hpp"

namespace doorbuster::inventory {

BuyerTable::BuyerTable(std::uint32_t capacity, HashSecret secret)
    : secret_(secret), names_(capacity), by_name_(capacity) {
  buyers_.reserve(capacity);
}

std::uint64_t BuyerTable::hash(MerchantId merchant, std::string_view id) const {
  return hash_of(merchant.value ^ secret_.value, id);
}

std::optional<BuyerIndex> BuyerTable::find(MerchantId merchant, const BuyerId& id) const {
  return find(hash(merchant, id.view()), merchant, id.view());
}

std::optional<BuyerIndex> BuyerTable::find(std::uint64_t hash, MerchantId merchant, std::string_view id) const {
  const auto index = by_name_.find(hash, [&](std::uint32_t at) {
    return buyers_[at].merchant == merchant && names_[buyers_[at].name] == id;
  });
  if (!index) return std::nullopt;
  return BuyerIndex{*index};
}

BuyerId BuyerTable::id_of(BuyerIndex index) const {
  return BuyerId::parse(names_[buyers_[index.value].name]).value_or(BuyerId{});
}

BuyerIndex BuyerTable::add(MerchantId merchant, const BuyerId& id) {
  return add(hash(merchant, id.view()), merchant, id.view());
}

BuyerIndex BuyerTable::add(std::uint64_t hash, MerchantId merchant, std::string_view id) {
  const BuyerIndex index = append(merchant, id);
  by_name_.insert(hash, index.value);
  return index;
}

BuyerIndex BuyerTable::add_forgotten(MerchantId merchant) { return append(merchant, {}); }

BuyerIndex BuyerTable::append(MerchantId merchant, std::string_view id) {
  buyers_.push_back(Buyer{.name = names_.add(id), .merchant = merchant});
  return {static_cast<std::uint32_t>(buyers_.size() - 1)};
}

}  // namespace doorbuster::inventory
