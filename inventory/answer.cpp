// What is said back: to a command once its events are applied, and to a query.
#include "inventory/decide.hpp"
#include "inventory/listing.hpp"
#include "inventory/sale_listing.hpp"
#include "inventory/views.hpp"

namespace doorbuster::inventory {
namespace {

// Before: what was applied by now, so that the answer never shows what a crash could take back.
Answer about_now(const Tables& tables, Met met) {
  Answer answer;
  answer.met = met;
  answer.depends_on = tables.position;
  answer.record = tables.position;
  return answer;
}

Rejection not_found(Reason reason) { return {.reason = reason}; }

// Whether a refusal tells what became of an order, of its payment or of a key: whoever hears that the refund is due, or
// which order is held, may act on it and never ask again. What only says that something is lacking goes at once.
bool tells_of_a_record(Reason reason) {
  switch (reason) {
    case Reason::key_reused:
    case Reason::order_in_flight:
    case Reason::already_paid:
    case Reason::hold_expired:
    case Reason::wrong_status:
      return true;
    default:
      return false;
  }
}

void tell_of(const Tables& tables, const PutSku& command, const Decision&, Instant, Answer& answer) {
  if (const auto sku = tables.skus.find(command.merchant, command.sku)) answer.body = view_of(tables.skus[*sku]);
}

void tell_of(const Tables& tables, const AdjustStock& command, const Decision& decision, Instant, Answer& answer) {
  if (const auto sku = tables.skus.find(command.merchant, decision.sku)) answer.body = view_of(tables.skus[*sku]);
  const auto bound = tables.bound_to(command.key);
  if (!bound) return;
  if (const auto* index = std::get_if<AdjustmentIndex>(&*bound)) answer.record = tables.adjustments[*index].record;
}

void tell_of(const Tables& tables, const PutSale& command, const Decision& decision, Instant now, Answer& answer) {
  if (const auto sale = tables.sales.find(command.merchant, decision.sale)) {
    answer.body = view_of(tables, tables.sales[*sale], now);
  }
}

// As of acceptance, whatever has become of the order since.
void tell_of(const Tables& tables, const PlaceOrder&, const Decision& decision, Instant, Answer& answer) {
  OrderView view = view_of(tables, decision.order);
  view.status = OrderStatus::held;
  answer.body = std::move(view);
  answer.record = tables.orders[decision.order].record;
}

void tell_of(const Tables& tables, const PayOrder&, const Decision& decision, Instant, Answer& answer) {
  answer.body = view_of(tables, decision.order);
}

void tell_of(const Tables& tables, const CancelOrder&, const Decision& decision, Instant, Answer& answer) {
  answer.body = view_of(tables, decision.order);
}

void tell_of(const Tables&, const ForgetBuyer& command, const Decision& decision, Instant, Answer& answer) {
  answer.body = ForgottenBuyer{.buyer = command.buyer, .found = !decision.events.empty()};
}

void tell(const Tables& tables, const ReadSku& query, Instant, Answer& answer) {
  const auto sku = tables.skus.find(query.merchant, query.sku);
  if (sku) {
    answer.body = view_of(tables.skus[*sku]);
  } else {
    answer.body = Rejection{.reason = Reason::sku_not_found, .sku = query.sku};
  }
}

void tell(const Tables& tables, const ReadSale& query, Instant now, Answer& answer) {
  const auto sale = tables.sales.find(query.merchant, query.sale);
  if (sale) {
    answer.body = view_of(tables, tables.sales[*sale], now);
  } else {
    answer.body = not_found(Reason::sale_not_found);
  }
}

void tell(const Tables& tables, const ReadOrder& query, Instant, Answer& answer) {
  if (tables.find_order(query.merchant, query.order) != nullptr) {
    answer.body = view_of(tables, query.order);
  } else {
    answer.body = not_found(Reason::order_not_found);
  }
}

void tell(const Tables& tables, const ListOrders& query, Instant, Answer& answer) {
  answer.body = list_orders(tables, query);
}

void tell(const Tables& tables, const ListSales& query, Instant now, Answer& answer) {
  if (query.after && !tables.sales.find(query.merchant, *query.after)) {
    answer.body = not_found(Reason::sale_not_found);
  } else {
    answer.body = list_sales(tables, query, now);
  }
}

void tell(const Tables& tables, const WatchSales& query, Instant now, Answer& answer) {
  answer.body = watch_sales(tables, query, now);
}

}  // namespace

Answer answer(const State& state, const Command& command, const Decision& decision, Instant now) {
  const Tables& tables = state.tables();
  Answer answer = about_now(tables, decision.met);
  if (decision.rejection) {
    answer.body = *decision.rejection;
    if (decision.events.empty() && !tells_of_a_record(decision.rejection->reason)) answer.depends_on = {};
  } else {
    std::visit([&](const auto& wish) { tell_of(tables, wish, decision, now, answer); }, command);
  }
  return answer;
}

Answer answer(const State& state, const Query& query, Instant now) {
  const Tables& tables = state.tables();
  Answer answer = about_now(tables, Met::read);
  std::visit([&](const auto& question) { tell(tables, question, now, answer); }, query);
  if (std::holds_alternative<Rejection>(answer.body)) answer.depends_on = {};
  return answer;
}

}  // namespace doorbuster::inventory
