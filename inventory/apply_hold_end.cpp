// How a hold ends: paid, cancelled or expired, once; and what may follow: a late payment that is taken or given back.
#include "inventory/application.hpp"
#include "inventory/order_entry.hpp"
#include "inventory/room.hpp"
#include "inventory/stock_moves.hpp"

namespace doorbuster::inventory {
namespace {

// The order that a fact names, if it is of the sale that the fact names.
template <class Fact>
const Order* find(const Tables& tables, const Occasion& occasion, const Fact& fact) {
  const Order* order = tables.find_order(occasion.merchant, fact.order);
  if (order == nullptr || tables.sales[order->sale].id != fact.sale) return nullptr;
  return order;
}

constexpr std::string_view unknown_order = "an order is unknown, or not of the sale that is named with it";

void set_status(Tables& tables, OrderNumber number, OrderStatus status) {
  Order& order = tables.orders[number];
  Sale& sale = tables.sales[order.sale];
  --sale.count_of(order.status);
  ++sale.count_of(status);
  order.status = status;
}

Misfit cant_be_paid(const Tables& tables, const Occasion& occasion, const Order& order) {
  if (order.status == OrderStatus::held) {
    if (order.due(occasion.at)) return "a hold was paid after it had ended";
    return std::nullopt;
  }
  if (order.status != OrderStatus::expired) return "an order that is neither held nor expired was paid";
  if (order.late_payment != LatePayment::reclaim) return "an expired order was paid that can't be reclaimed";
  if (lack_of_room(tables, order.buyer, units_of(tables, order))) return "a reclaimed order takes more than there is";
  return std::nullopt;
}

Misfit cant_take_payment(const Tables& tables, const Order& order, const PaymentId& payment, Money amount) {
  if (payment.empty()) return "a payment has no id";
  if (amount != tables.orders.total_of(order)) return "a payment's amount is not the order's total";
  if (tables.payments.full()) return too_many::payments;
  return std::nullopt;
}

}  // namespace

Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderPaid& fact) {
  const Order* order = find(tables, occasion, fact);
  if (order == nullptr) return unknown_order;
  if (const Misfit misfit = cant_be_paid(tables, occasion, *order)) return misfit;
  if (const Misfit misfit = cant_take_payment(tables, *order, fact.payment, fact.amount)) return misfit;
  const bool was_held = order->status == OrderStatus::held;  // and so never had a payment to give back
  if (!was_held && tables.payments.refund_is_due(fact.order, fact.payment)) {
    return "a payment to be given back paid an order";
  }
  Sale& sale = tables.sales[order->sale];
  const auto gmv = bounded_sum(sale.gmv, fact.amount);
  if (!gmv) return "a payment takes its sale's gmv past its bound";

  if (was_held) {
    sell_held_units(tables, *order);
  } else {
    sell_units(tables, *order);
  }
  sale.gmv = *gmv;
  tables.orders[fact.order].payment = tables.payments.add_paying(fact.payment);
  set_status(tables, fact.order, OrderStatus::paid);
  return std::nullopt;
}

Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderCancelled& fact) {
  const Order* order = find(tables, occasion, fact);
  if (order == nullptr) return unknown_order;
  if (order->status != OrderStatus::held) return "an order that is not held was cancelled";
  if (order->due(occasion.at)) return "a hold was cancelled after it had ended";
  release_units(tables, *order);
  set_status(tables, fact.order, OrderStatus::cancelled);
  return std::nullopt;
}

Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderExpired& fact) {
  const Order* order = find(tables, occasion, fact);
  if (order == nullptr) return unknown_order;
  if (order->status != OrderStatus::held) return "an order that is not held expired";
  if (!order->due(occasion.at)) return "a hold expired before it was due";
  release_units(tables, *order);
  set_status(tables, fact.order, OrderStatus::expired);
  return std::nullopt;
}

Misfit apply_fact(Tables& tables, const Occasion& occasion, const RefundDue& fact) {
  const Order* order = find(tables, occasion, fact);
  if (order == nullptr) return unknown_order;
  if (order->status != OrderStatus::cancelled && order->status != OrderStatus::expired) {
    return "a refund is due for an order that is held or paid";
  }
  if (const Misfit misfit = cant_take_payment(tables, *order, fact.payment, fact.amount)) return misfit;
  if (tables.payments.refund_is_due(fact.order, fact.payment)) return "a refund is due twice for one payment";
  tables.payments.add_refund(fact.order, fact.payment);
  return std::nullopt;
}

}  // namespace doorbuster::inventory
