// A look at what never moves, and at the one byte that does.
#include "inventory/forgotten.hpp"

#include "inventory/tables.hpp"

namespace doorbuster::inventory {

bool buyer_is_forgotten(const State& state, OrderNumber order) {
  const Tables& tables = state.tables();
  return tables.buyers.is_forgotten(tables.orders.buyer_of(order));
}

}  // namespace doorbuster::inventory
