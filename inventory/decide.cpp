// The way from a command to its own decision, and from a due hold to its end.
#include "inventory/decide.hpp"

#include "inventory/decisions.hpp"

namespace doorbuster::inventory {
namespace {

bool is_held(const Tables& tables, const Hold& hold) {
  return tables.orders[hold.order()].status == OrderStatus::held;
}

void drop_ended_holds(Tables& tables, Instant now) {
  for (std::uint32_t dropped = 0; dropped < limits::holds_dropped_per_sweep; ++dropped) {
    const auto oldest = tables.holds.top();
    if (!oldest || oldest->due() > now || is_held(tables, *oldest)) return;
    tables.holds.pop();
  }
}

}  // namespace

Decision decide(const State& state, const Command& command, Instant now) {
  return std::visit([&](const auto& wish) { return decide_on(state.tables(), wish, now); }, command);
}

void decide_expiries(State& state, Instant now, std::vector<Event>& events) {
  Tables& tables = state.tables();
  drop_ended_holds(tables, now);
  for (const Hold& hold : tables.holds.due(now, limits::expiries_per_sweep)) {
    if (!is_held(tables, hold)) continue;
    const Sale& sale = tables.sales[tables.orders[hold.order()].sale];
    events.push_back({now, sale.merchant, OrderExpired{.order = hold.order(), .sale = sale.id}});
  }
}

}  // namespace doorbuster::inventory
