// Forgetting a buyer: what follows from it.
#include "inventory/decisions.hpp"

namespace doorbuster::inventory {

Decision decide_on(const Tables& tables, const ForgetBuyer& command, Instant now) {
  Decision decision;
  const auto buyer = tables.buyers.find(command.merchant, command.buyer);
  if (!buyer) return decision;
  const OrderNumber first{tables.buyers[*buyer].first_order};
  const SaleId& sale = tables.sales[tables.orders[first].sale].id;
  decision.events.push_back({now, command.merchant, BuyerForgotten{.order = first, .sale = sale}});
  return decision;
}

}  // namespace doorbuster::inventory
