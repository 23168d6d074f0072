// All pages of a listing, one after another: what two machines must agree on. Where a page ends is each one's own.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "tests/inventory/twin/machine.hpp"

namespace doorbuster::inventory::twin {

template <Machine M>
[[nodiscard]] std::vector<OrderView> walk(M& machine, ListOrders query, Instant now) {
  std::vector<OrderView> orders;
  while (true) {
    const OrderPage page = std::get<OrderPage>(machine.ask(query, now).body);
    EXPECT_LE(page.orders.size(), query.limit);
    orders.insert(orders.end(), page.orders.begin(), page.orders.end());
    if (page.next_after == OrderNumber{0}) return orders;
    if (page.next_after <= query.after) {
      ADD_FAILURE() << "A listing's next page starts at " << page.next_after.value << ", no further than this one.";
      return orders;
    }
    query.after = page.next_after;
  }
}

}  // namespace doorbuster::inventory::twin
