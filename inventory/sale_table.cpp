// The sales of all merchants.
#include "inventory/sale_table.hpp"

#include "inventory/hash.hpp"

namespace doorbuster::inventory {

SaleStatus status_of(const Sale& sale, Instant now) {
  if (!sale.started(now)) return SaleStatus::scheduled;
  return now < sale.ends_at ? SaleStatus::running : SaleStatus::ended;
}

SaleTable::SaleTable(std::uint32_t capacity) : by_name_(capacity) { sales_.reserve(capacity); }

std::optional<SaleIndex> SaleTable::find(MerchantId merchant, const SaleId& id) const {
  const auto index = by_name_.find(hash_of(merchant.value, id.view()), [&](std::uint32_t at) {
    return sales_[at].merchant == merchant && sales_[at].id == id;
  });
  if (!index) return std::nullopt;
  return SaleIndex{*index};
}

std::span<const SaleIndex> SaleTable::all_of(MerchantId merchant) const {
  const auto found = by_merchant_.find(merchant.value);
  return found == by_merchant_.end() ? std::span<const SaleIndex>() : std::span<const SaleIndex>(found->second);
}

SaleIndex SaleTable::add(MerchantId merchant, const SaleId& id) {
  const SaleIndex index{static_cast<std::uint32_t>(sales_.size())};
  Sale& sale = sales_.emplace_back();
  sale.merchant = merchant;
  sale.id = id;
  by_name_.insert(hash_of(merchant.value, id.view()), index.value);
  by_merchant_[merchant.value].push_back(index);
  return index;
}

}  // namespace doorbuster::inventory
