// The twin's ways in and the few places where it changes what it knows.
#include "tests/inventory/twin/twin.hpp"

#include <algorithm>

namespace doorbuster::inventory::twin {

Outcome Twin::execute(const Command& command, Instant now) {
  now_ = now;
  events_.clear();
  Answer answer = std::visit([this](const auto& asked) { return meet(asked); }, command);
  return Outcome{std::move(answer), events_};
}

Answer Twin::ask(const Query& query, Instant now) {
  now_ = now;
  events_.clear();
  return std::visit([this](const auto& asked) { return read(asked); }, query);
}

std::vector<Event> Twin::sweep(Instant now) {
  now_ = now;
  events_.clear();
  std::vector<std::pair<Instant, OrderNumber>> due;
  for (const OrderNumber number : held_orders_) {
    const Instant ends = orders_.at(number).held.hold_expires_at;
    if (ends <= now) due.emplace_back(ends, number);
  }
  std::sort(due.begin(), due.end());
  if (due.size() > limits::expiries_per_sweep) due.resize(limits::expiries_per_sweep);
  for (const auto& [ends, number] : due) expire_if_due(orders_.at(number));
  return events_;
}

Rejection because(Reason reason, const std::optional<SkuId>& sku) {
  Rejection rejection;
  rejection.reason = reason;
  rejection.sku = sku;
  return rejection;
}

const SaleItemTerms* find_item(const SaleTerms& terms, const SkuId& sku) {
  const auto found = std::find_if(terms.items.begin(), terms.items.end(),
                                  [&](const SaleItemTerms& item) { return item.sku == sku; });
  return found == terms.items.end() ? nullptr : &*found;
}

Twin::Order* Twin::find_order(MerchantId merchant, OrderNumber number) {
  const auto found = orders_.find(number);
  if (found == orders_.end() || found->second.merchant != merchant) return nullptr;
  return &found->second;
}

const Twin::Sale& Twin::sale_of(const Order& order) const { return sales_.at({order.merchant, order.held.sale}); }

void Twin::count_units(const Order& order, Quantity Units::*kind, int sign) {
  const SaleId sale = order.held.sale;
  for (const OrderLine& line : order.held.lines) {
    const Quantity change = sign * line.qty;
    skus_.at({order.merchant, line.sku}).units.*kind += change;
    sales_.at({order.merchant, sale}).units[line.sku].*kind += change;
    buyer_units_[{order.merchant, sale, line.sku, order.person()}] += change;
  }
}

void Twin::move(Order& order, OrderStatus to) {
  Sale& sale = sales_.at({order.merchant, order.held.sale});
  --sale.orders[static_cast<std::size_t>(order.status)];
  ++sale.orders[static_cast<std::size_t>(to)];
  if (order.status == OrderStatus::held) {
    count_units(order, &Units::held, -1);
    held_orders_.erase(order.held.order);
  }
  if (to == OrderStatus::paid) {
    count_units(order, &Units::sold, +1);
    sale.gmv += order.held.total;
  }
  order.status = to;
}

void Twin::record(MerchantId merchant, Fact fact) {
  ++position_.value;
  events_.push_back(Event{now_, merchant, std::move(fact)});
}

}  // namespace doorbuster::inventory::twin
