// The SKUs of all merchants and their stock.
#include "inventory/sku_table.hpp"

#include "inventory/hash.hpp"

namespace doorbuster::inventory {

SkuTable::SkuTable(std::uint32_t capacity) : by_name_(capacity) { skus_.reserve(capacity); }

std::optional<SkuIndex> SkuTable::find(MerchantId merchant, const SkuId& id) const {
  const auto index = by_name_.find(hash_of(merchant.value, id.view()), [&](std::uint32_t at) {
    return skus_[at].merchant == merchant && skus_[at].id == id;
  });
  if (!index) return std::nullopt;
  return SkuIndex{*index};
}

SkuIndex SkuTable::add(MerchantId merchant, const SkuId& id, std::string name) {
  const SkuIndex index{static_cast<std::uint32_t>(skus_.size())};
  skus_.push_back(Sku{.merchant = merchant, .id = id, .name = std::move(name)});
  by_name_.insert(hash_of(merchant.value, id.view()), index.value);
  return index;
}

}  // namespace doorbuster::inventory
