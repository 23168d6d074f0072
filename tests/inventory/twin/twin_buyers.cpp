// The twin's forgetting of a buyer.
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

Answer Twin::meet(const ForgetBuyer& asked) {
  std::vector<Order*> theirs;  // oldest first
  for (auto& [number, order] : orders_) {
    if (order.merchant == asked.merchant && order.held.buyer == asked.buyer) theirs.push_back(&order);
  }
  if (theirs.empty()) return tell(Met::changed, ForgottenBuyer{asked.buyer, false});

  const Person before{asked.buyer, {}};
  const Person after{{}, theirs.front()->held.order};
  record(asked.merchant, BuyerForgotten{after.first, theirs.front()->held.sale});
  for (Order* order : theirs) {
    order->held.buyer = after.id;
    order->first_of_forgotten = after.first;
    for (const OrderLine& line : order->held.lines) {
      auto units = buyer_units_.extract({asked.merchant, order->held.sale, line.sku, before});
      if (units.empty()) continue;  // moved with an order before
      std::get<Person>(units.key()) = after;
      buyer_units_.insert(std::move(units));
    }
  }
  return tell(Met::changed, ForgottenBuyer{asked.buyer, true});
}

}  // namespace doorbuster::inventory::twin
