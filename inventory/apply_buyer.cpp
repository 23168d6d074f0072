// A forgotten buyer: how the id goes.
#include "inventory/application.hpp"

namespace doorbuster::inventory {

Misfit apply_fact(Tables& tables, const Occasion& occasion, const BuyerForgotten& fact) {
  const Order* order = tables.find_order(occasion.merchant, fact.order);
  if (order == nullptr || tables.sales[order->sale].id != fact.sale) {
    return "a buyer was forgotten by an order that is unknown, or not of the sale that is named with it";
  }
  if (tables.buyers[order->buyer].first_order != fact.order.value) {
    return "a buyer was forgotten by an order that is not the buyer's first";
  }
  if (tables.buyers.is_forgotten(order->buyer)) return "a buyer was forgotten twice";
  tables.buyers.forget(order->buyer);
  return std::nullopt;
}

}  // namespace doorbuster::inventory
