// The twin's ends of a hold: paid, cancelled, expired, and what becomes of money that comes late.
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

namespace {

Rejection wrong_status(OrderStatus status) {
  Rejection rejection = because(Reason::wrong_status);
  rejection.order_status = status;
  return rejection;
}

}  // namespace

Answer Twin::meet(const PayOrder& asked) {
  Order* order = find_order(asked.merchant, asked.order);
  if (!order) return refuse(because(Reason::order_not_found));
  if (order->status == OrderStatus::paid && *order->payment != asked.payment) {
    return refuse(because(Reason::already_paid));
  }
  if (asked.amount != order->held.total) return refuse(because(Reason::amount_mismatch));
  if (order->status == OrderStatus::paid) return tell(Met::changed, view(*order));

  expire_if_due(*order);
  if (order->status == OrderStatus::held) return pay_held(*order, asked);
  if (order->status == OrderStatus::expired) return pay_late(*order, asked);
  return refund(*order, asked, wrong_status(OrderStatus::cancelled));
}

Answer Twin::meet(const CancelOrder& asked) {
  Order* order = find_order(asked.merchant, asked.order);
  if (!order) return refuse(because(Reason::order_not_found));
  expire_if_due(*order);
  if (order->status != OrderStatus::held) return refuse(wrong_status(order->status));
  move(*order, OrderStatus::cancelled);
  record(asked.merchant, OrderCancelled{asked.order, order->held.sale});
  return tell(Met::changed, view(*order));
}

Answer Twin::pay_held(Order& order, const PayOrder& asked) {
  if (gmv_would_overflow(order)) return refuse(because(Reason::out_of_range));
  move(order, OrderStatus::paid);
  order.payment = asked.payment;
  record(order.merchant, OrderPaid{asked.order, order.held.sale, asked.payment, asked.amount});
  return tell(Met::changed, view(order));
}

Answer Twin::pay_late(Order& order, const PayOrder& asked) {
  const Rejection late = because(Reason::hold_expired);
  if (order.held.late_payment == LatePayment::refund || order.refunds.contains(asked.payment)) {
    return refund(order, asked, late);
  }
  if (not_to_be_had(order.merchant, sale_of(order), order.person(), order.held.lines)) {
    return refund(order, asked, late);
  }
  return pay_held(order, asked);
}

Answer Twin::refund(Order& order, const PayOrder& asked, const Rejection& rejection) {
  if (order.refunds.insert(asked.payment).second) {
    record(order.merchant, RefundDue{asked.order, order.held.sale, asked.payment, asked.amount});
  }
  return refuse(rejection);
}

void Twin::expire_if_due(Order& order) {
  if (order.status != OrderStatus::held || now_ < order.held.hold_expires_at) return;
  move(order, OrderStatus::expired);
  record(order.merchant, OrderExpired{order.held.order, order.held.sale});
}

bool Twin::gmv_would_overflow(const Order& order) const {
  return Wide{sale_of(order).gmv} + order.held.total > limits::sum_max;
}

}  // namespace doorbuster::inventory::twin
