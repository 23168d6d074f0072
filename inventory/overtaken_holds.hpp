// Orders that were held when their buyer ordered again in another sale. A buyer's newest order is found with the buyer;
// of those before it, this remembers the few that may still be in flight where a sale allows one order in flight.
#pragma once

#include <cstdint>
#include <optional>

#include "inventory/buyer_table.hpp"
#include "inventory/compact_index.hpp"
#include "inventory/sale_table.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

class OvertakenHolds {
 public:
  // There are never more than orders.
  explicit OvertakenHolds(std::uint32_t orders);

  // The last order of the buyer in the sale that was put here. Its hold may have ended since.
  [[nodiscard]] std::optional<OrderNumber> find(SaleIndex sale, BuyerIndex buyer) const;
  // In the place of an earlier one of the same sale and buyer.
  void put(SaleIndex sale, BuyerIndex buyer, OrderNumber order);

 private:
  struct Hold {
    SaleIndex sale;
    BuyerIndex buyer;
    std::uint32_t order = 0;
  };

  [[nodiscard]] std::optional<std::uint32_t> place_of(SaleIndex sale, BuyerIndex buyer) const;

  TableVector<Hold> holds_;
  CompactIndex by_sale_and_buyer_;
};

}  // namespace doorbuster::inventory
