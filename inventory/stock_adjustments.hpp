// Every stock adjustment ever accepted: what is received follows from them, and their idempotency keys stay bound.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>

#include "inventory/amounts.hpp"
#include "inventory/ids.hpp"
#include "inventory/sku_table.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

using AdjustmentIndex = Number<struct AdjustmentIndexTag, std::uint32_t>;

struct StockAdjustment {
  KeyDigest key;
  BodyDigest body;
  Position record;
  Quantity delta = 0;
  SkuIndex sku;
};

class StockAdjustments {
 public:
  explicit StockAdjustments(std::uint32_t capacity) { adjustments_.reserve(capacity); }

  [[nodiscard]] const StockAdjustment& operator[](AdjustmentIndex index) const { return adjustments_[index.value]; }
  [[nodiscard]] std::span<const StockAdjustment> all() const { return adjustments_; }
  [[nodiscard]] bool full() const { return adjustments_.size() == adjustments_.capacity(); }

  // Not while full().
  AdjustmentIndex add(const StockAdjustment& adjustment) {
    assert(!full());
    adjustments_.push_back(adjustment);
    return {static_cast<std::uint32_t>(adjustments_.size() - 1)};
  }

 private:
  TableVector<StockAdjustment> adjustments_;
};

}  // namespace doorbuster::inventory
