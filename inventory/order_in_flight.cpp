// A buyer's order that stands in the way of another one.
#include "inventory/order_in_flight.hpp"

namespace doorbuster::inventory {

// While an order is held no other of its buyer enters its sale. So it is the buyer's newest, or was overtaken by one
// of another sale while it was held.
std::optional<OrderNumber> order_in_flight(const Tables& tables, SaleIndex sale, std::optional<BuyerIndex> buyer) {
  if (!buyer || !tables.sales[sale].one_order_in_flight) return std::nullopt;
  const OrderNumber newest{tables.buyers[*buyer].last_order};
  if (!tables.orders.has(newest)) return std::nullopt;
  const bool here = tables.orders[newest].sale == sale;
  const auto order = here ? std::optional(newest) : tables.overtaken.find(sale, *buyer);
  if (!order || tables.orders[*order].status != OrderStatus::held) return std::nullopt;
  return order;
}

}  // namespace doorbuster::inventory
