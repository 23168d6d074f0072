// What sales sell.
#include "inventory/sale_items.hpp"

namespace doorbuster::inventory {
namespace {

std::uint64_t pack(SaleIndex sale, SkuIndex sku) { return std::uint64_t{sale.value} << 32 | sku.value; }

}  // namespace

SaleItems::SaleItems(std::uint32_t capacity) {
  items_.reserve(capacity);
  by_sale_and_sku_.reserve(capacity);
}

std::optional<ItemIndex> SaleItems::find(SaleIndex sale, SkuIndex sku) const {
  const auto found = by_sale_and_sku_.find(pack(sale, sku));
  if (found == by_sale_and_sku_.end()) return std::nullopt;
  return found->second;
}

bool SaleItems::has(ItemIndex index) const {
  return index.value < items_.size() && find(items_[index.value].sale, items_[index.value].sku) == index;
}

ItemIndex SaleItems::add(SaleIndex sale, SkuIndex sku) {
  ItemIndex index{static_cast<std::uint32_t>(items_.size())};
  if (vacant_.empty()) {
    items_.emplace_back();
  } else {
    index = vacant_.back();
    vacant_.pop_back();
  }
  items_[index.value] = SaleItem{.sale = sale, .sku = sku};
  by_sale_and_sku_.emplace(pack(sale, sku), index);
  return index;
}

void SaleItems::remove(ItemIndex index) {
  by_sale_and_sku_.erase(pack(items_[index.value].sale, items_[index.value].sku));
  vacant_.push_back(index);
}

}  // namespace doorbuster::inventory
