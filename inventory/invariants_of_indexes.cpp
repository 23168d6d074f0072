// That every order is whole, and that every index finds what stands in the tables.
#include <algorithm>

#include "inventory/invariant_checks.hpp"
#include "inventory/order_in_flight.hpp"

namespace doorbuster::inventory {
namespace {

// Whether what the order names is there: all that the other checks rely on.
bool is_whole(const Tables& tables, const Order& order) {
  if (order.sale.value >= tables.sales.all().size() || order.buyer.value >= tables.buyers.all().size()) return false;
  const Sale& sale = tables.sales[order.sale];
  if (tables.buyers[order.buyer].merchant != sale.merchant || order.lines == 0) return false;
  const auto lines = tables.orders.lines_of(order);
  return std::all_of(lines.begin(), lines.end(), [&](const Line& line) {
    return tables.items.has(line.item) && tables.items[line.item].sale == order.sale && line.qty > 0;
  });
}

template <class Bound>
bool binds(const Tables& tables, const KeyDigest& key, Bound to) {
  const auto bound = tables.bound_to(key);
  return bound && *bound == BoundTo{to};
}

}  // namespace

void check_orders(const Tables& tables, Faults& faults) {
  Position before{};
  for (std::uint64_t i = 1; i <= tables.orders.size(); ++i) {
    const Order& order = tables.orders[OrderNumber{i}];
    if (!is_whole(tables, order)) faults.push_back(naming(OrderNumber{i}) + " names what is not there.");
    if (order.record <= before || order.record > tables.position) {
      faults.push_back(naming(OrderNumber{i}) + " was recorded out of turn.");
    }
    before = order.record;
  }
}

void check_names(const Tables& tables, Faults& faults) {
  for (const Sku& sku : tables.skus.all()) {
    const auto found = tables.skus.find(sku.merchant, sku.id);
    if (!found || &tables.skus[*found] != &sku) faults.push_back(naming(sku) + " is not found by its name.");
  }
  for (const Sale& sale : tables.sales.all()) {
    const auto found = tables.sales.find(sale.merchant, sale.id);
    if (!found || &tables.sales[*found] != &sale) {
      faults.push_back(naming(sale) + " is not found by its name.");
      continue;
    }
    if (!std::ranges::binary_search(tables.sales.all_of(sale.merchant), *found)) {
      faults.push_back(naming(sale) + " is not among its merchant's.");
    }
    for (const ItemIndex item : sale.items) {
      if (tables.items.find(*found, tables.items[item].sku) != item) {
        faults.push_back(naming(tables, item) + " is not found by its SKU.");
      }
    }
  }
  for (std::uint32_t i = 0; i < tables.buyers.all().size(); ++i) {
    const BuyerIndex buyer{i};
    if (tables.buyers.is_forgotten(buyer)) continue;
    if (tables.buyers.find(tables.buyers[buyer].merchant, tables.buyers.id_of(buyer)) != buyer) {
      faults.push_back(naming(tables, buyer) + " is not found by the name.");
    }
  }
}

// Walks all orders once: each must be the one that its buyer's chain has come to.
void check_chains(const Tables& tables, Faults& faults) {
  std::vector<std::uint32_t> next;
  std::vector<std::uint32_t> last(tables.buyers.all().size());
  for (const Buyer& buyer : tables.buyers.all()) next.push_back(buyer.first_order);
  for (std::uint32_t number = 1; number <= tables.orders.size(); ++number) {
    const Order& order = tables.orders[OrderNumber{number}];
    if (next[order.buyer.value] != number) {
      faults.push_back(naming(OrderNumber{number}) + " is not in the chain of its buyer.");
      return;
    }
    next[order.buyer.value] = order.next_of_buyer;
    last[order.buyer.value] = number;
  }
  for (std::uint32_t i = 0; i < last.size(); ++i) {
    if (next[i] != 0 || tables.buyers[BuyerIndex{i}].last_order != last[i]) {
      faults.push_back(naming(tables, BuyerIndex{i}) + " has a chain of orders that ends wrongly.");
    }
  }
}

void check_keys(const Tables& tables, Faults& faults) {
  for (std::uint64_t i = 1; i <= tables.orders.size(); ++i) {
    if (!binds(tables, tables.orders[OrderNumber{i}].key, OrderNumber{i})) {
      faults.push_back(naming(OrderNumber{i}) + " is not found by its idempotency key.");
    }
  }
  for (std::uint32_t i = 0; i < tables.adjustments.all().size(); ++i) {
    if (!binds(tables, tables.adjustments[AdjustmentIndex{i}].key, AdjustmentIndex{i})) {
      faults.push_back("Stock adjustment " + std::to_string(i + 1) + " is not found by its idempotency key.");
    }
  }
}

void check_holds(const Tables& tables, Faults& faults) {
  const auto holds = tables.holds.all();
  if (!std::is_heap(holds.begin(), holds.end(), std::greater<>())) {
    faults.emplace_back("The queue of holds is not in the order in which they are due.");
  }
  std::vector<bool> queued(tables.orders.size());
  for (const Hold& hold : holds) {
    if (!tables.orders.has(hold.order()) || tables.orders[hold.order()].hold_expires_at() != hold.due()) {
      faults.push_back(naming(hold.order()) + " has a queued hold that is not its own.");
    } else {
      queued[hold.order().value - 1] = true;
    }
  }
  for (std::uint64_t i = 1; i <= tables.orders.size(); ++i) {
    if (tables.orders[OrderNumber{i}].status == OrderStatus::held && !queued[i - 1]) {
      faults.push_back(naming(OrderNumber{i}) + " is held but will never be due.");
    }
  }
}

// Each finds itself, so there are no two.
void check_orders_in_flight(const Tables& tables, Faults& faults) {
  for (std::uint64_t i = 1; i <= tables.orders.size(); ++i) {
    const Order& order = tables.orders[OrderNumber{i}];
    if (order.status != OrderStatus::held || !tables.sales[order.sale].one_order_in_flight) continue;
    if (order_in_flight(tables, order.sale, order.buyer) != OrderNumber{i}) {
      faults.push_back(naming(OrderNumber{i}) + " is held but not found as its buyer's order in flight.");
    }
  }
}

void check_payments(const Tables& tables, Faults& faults) {
  for (std::uint64_t i = 1; i <= tables.orders.size(); ++i) {
    const Order& order = tables.orders[OrderNumber{i}];
    if (order.status != OrderStatus::paid) continue;
    if (tables.payments.refund_is_due(OrderNumber{i}, tables.payments.id_of(order.payment))) {
      faults.push_back(naming(OrderNumber{i}) + " was paid by a payment for which a refund is due.");
    }
  }
  for (const Refund& refund : tables.payments.refunds()) {
    const OrderNumber order{refund.order};
    if (!tables.orders.has(order) || !tables.payments.refund_is_due(order, tables.payments.id_of(refund.payment))) {
      faults.push_back(naming(order) + " has a refund that is not found.");
    }
  }
}

}  // namespace doorbuster::inventory
