// What sales sell: one item for each SKU of a sale, found by the two. Orders point at items by their index, which an
// item keeps for as long as its sale has it; only a sale without orders loses items.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "inventory/sale_table.hpp"
#include "inventory/sku_table.hpp"

namespace doorbuster::inventory {

struct SaleItem {
  SaleIndex sale;
  SkuIndex sku;
  Money price = 0;
  std::optional<Quantity> quota{};
  std::optional<Quantity> per_buyer_limit{};
  bool limit_lowered = false;  // so that buyers may rightly have more than it
  Quantity held = 0;           // within this sale
  Quantity sold = 0;
};

class SaleItems {
 public:
  explicit SaleItems(std::uint32_t capacity);

  [[nodiscard]] std::optional<ItemIndex> find(SaleIndex sale, SkuIndex sku) const;
  [[nodiscard]] const SaleItem& operator[](ItemIndex index) const { return items_[index.value]; }
  [[nodiscard]] SaleItem& operator[](ItemIndex index) { return items_[index.value]; }
  // Whether the sale of this item still has it.
  [[nodiscard]] bool has(ItemIndex index) const;
  // How many there are, and may be.
  [[nodiscard]] std::size_t size() const { return items_.size() - vacant_.size(); }
  [[nodiscard]] std::size_t capacity() const { return items_.capacity(); }

  // Not while at capacity, nor if it is there.
  ItemIndex add(SaleIndex sale, SkuIndex sku);
  // Not if any order has it.
  void remove(ItemIndex index);

 private:
  std::vector<SaleItem> items_;
  std::vector<ItemIndex> vacant_;  // slots of removed items, to be used again
  boost::unordered_flat_map<std::uint64_t, ItemIndex> by_sale_and_sku_;
};

}  // namespace doorbuster::inventory
