// The SKUs of all merchants and their stock, found by merchant and name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inventory/amounts.hpp"
#include "inventory/compact_index.hpp"
#include "inventory/ids.hpp"

namespace doorbuster::inventory {

using SkuIndex = Number<struct SkuIndexTag, std::uint32_t>;

struct Sku {
  MerchantId merchant;
  SkuId id;
  std::string name;
  Quantity received = 0;
  Quantity held = 0;
  Quantity sold = 0;

  [[nodiscard]] Quantity available() const { return received - held - sold; }
};

class SkuTable {
 public:
  explicit SkuTable(std::uint32_t capacity);

  [[nodiscard]] std::optional<SkuIndex> find(MerchantId merchant, const SkuId& id) const;
  [[nodiscard]] const Sku& operator[](SkuIndex index) const { return skus_[index.value]; }
  [[nodiscard]] Sku& operator[](SkuIndex index) { return skus_[index.value]; }
  [[nodiscard]] std::span<const Sku> all() const { return skus_; }
  [[nodiscard]] bool full() const { return skus_.size() == skus_.capacity(); }

  // Not while full(), nor if it is there.
  SkuIndex add(MerchantId merchant, const SkuId& id, std::string name);

 private:
  std::vector<Sku> skus_;
  CompactIndex by_name_;
};

}  // namespace doorbuster::inventory
