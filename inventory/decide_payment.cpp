// Paying for an order, in time or late, and cancelling it: how a hold ends, once.
#include "inventory/decisions.hpp"
#include "inventory/room.hpp"

namespace doorbuster::inventory {
namespace {

Rejection wrong_status(OrderStatus status) { return {.reason = Reason::wrong_status, .order_status = status}; }

Decision about(OrderNumber order) {
  Decision decision;
  decision.order = order;
  return decision;
}

// A payment on its way to an order of this merchant.
struct Payment {
  const Tables& tables;
  const PayOrder& command;
  const Order& order;
  const Sale& sale;
  Instant now;

  // Whether its own units are still in the books; so also where the hold is due but nobody has ended it yet.
  [[nodiscard]] bool units_held() const { return order.status == OrderStatus::held; }
};

void add_event(Decision& decision, const Payment& payment, Fact fact) {
  decision.events.push_back({payment.now, payment.command.merchant, std::move(fact)});
}

Decision to_paid_order(const Payment& payment) {
  const PayOrder& command = payment.command;
  if (payment.tables.payments[payment.order.payment] != command.payment.view()) return refused(Reason::already_paid);
  if (command.amount != payment.tables.orders.total_of(payment.order)) return refused(Reason::amount_mismatch);
  return about(command.order);
}

void record_paid(const Payment& payment, Decision& decision) {
  const PayOrder& command = payment.command;
  if (!bounded_sum(payment.sale.gmv, command.amount)) {
    decision.rejection = Rejection{.reason = Reason::out_of_range};
  } else if (payment.tables.payments.full()) {
    decision.rejection = no_capacity("as many payments as it may hold");
  } else {
    add_event(decision, payment,
              OrderPaid{.order = command.order,
                        .sale = payment.sale.id,
                        .payment = command.payment,
                        .amount = command.amount});
  }
}

void record_refund(const Payment& payment, Rejection rejection, Decision& decision) {
  const PayOrder& command = payment.command;
  decision.rejection = rejection;
  if (payment.tables.payments.refund_is_due(command.order, command.payment)) return;
  if (payment.tables.payments.full()) {
    decision.rejection = no_capacity("as many payments as it may hold");
    return;
  }
  add_event(decision, payment,
            RefundDue{.order = command.order,
                      .sale = payment.sale.id,
                      .payment = command.payment,
                      .amount = command.amount});
}

bool can_reclaim(const Payment& payment) {
  if (payment.order.late_payment != LatePayment::reclaim) return false;
  if (payment.tables.payments.refund_is_due(payment.command.order, payment.command.payment)) return false;
  ItemUnitsList further = units_of(payment.tables, payment.order);
  if (payment.units_held()) {
    for (ItemUnits& line : further) line.units = 0;
  }
  return !lack_of_room(payment.tables, payment.order.buyer, further);
}

Decision late(const Payment& payment) {
  Decision decision = about(payment.command.order);
  if (payment.units_held()) {
    add_event(decision, payment, OrderExpired{.order = payment.command.order, .sale = payment.sale.id});
  }
  if (can_reclaim(payment)) {
    record_paid(payment, decision);
  } else {
    record_refund(payment, {.reason = Reason::hold_expired}, decision);
  }
  return decision;
}

}  // namespace

Decision decide_on(const Tables& tables, const PayOrder& command, Instant now) {
  const Order* order = tables.find_order(command.merchant, command.order);
  if (order == nullptr) return refused(Reason::order_not_found);
  const Payment payment{tables, command, *order, tables.sales[order->sale], now};

  if (order->status == OrderStatus::paid) return to_paid_order(payment);
  if (command.amount != tables.orders.total_of(*order)) return refused(Reason::amount_mismatch);
  if (order->status == OrderStatus::expired || (payment.units_held() && order->due(now))) return late(payment);

  Decision decision = about(command.order);
  if (payment.units_held()) {
    record_paid(payment, decision);
  } else {
    record_refund(payment, wrong_status(OrderStatus::cancelled), decision);
  }
  return decision;
}

Decision decide_on(const Tables& tables, const CancelOrder& command, Instant now) {
  const Order* order = tables.find_order(command.merchant, command.order);
  if (order == nullptr) return refused(Reason::order_not_found);
  if (order->status != OrderStatus::held) return refused(wrong_status(order->status));

  const SaleId& sale = tables.sales[order->sale].id;
  Decision decision = about(command.order);
  if (order->due(now)) {
    decision.rejection = wrong_status(OrderStatus::expired);
    decision.events.push_back({now, command.merchant, OrderExpired{.order = command.order, .sale = sale}});
  } else {
    decision.events.push_back({now, command.merchant, OrderCancelled{.order = command.order, .sale = sale}});
  }
  return decision;
}

}  // namespace doorbuster::inventory
