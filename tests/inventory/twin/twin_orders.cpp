// The twin's acceptance of an order: the checks, in the contract's order.
#include "tests/inventory/twin/twin.hpp"

#include <algorithm>

namespace doorbuster::inventory::twin {

Answer Twin::meet(const PlaceOrder& asked) {
  if (stock_keys_.contains(asked.key)) return refuse(because(Reason::key_reused));
  if (const auto bound = order_keys_.find(asked.key); bound != order_keys_.end()) {
    const Order& first = orders_.at(bound->second);
    if (first.held.body != asked.body) return refuse(because(Reason::key_reused));
    OrderView as_accepted = view(first);
    as_accepted.status = OrderStatus::held;
    Answer again = tell(Met::replayed, as_accepted);
    again.record = first.record;
    return again;
  }

  const SaleKey sale_key{asked.merchant, asked.sale};
  if (!sales_.contains(sale_key)) return refuse(because(Reason::sale_not_found));
  const Sale& sale = sales_.at(sale_key);
  const WantedLines wanted = merged(asked.lines);
  if (const auto why = not_in_sale(sale, wanted)) return refuse(*why);

  const OrderLines lines = priced(sale, wanted);
  Wide total = 0;
  for (const OrderLine& line : lines) total += Wide{line.qty} * line.unit_price;
  if (total > limits::sum_max) return refuse(because(Reason::total_out_of_bounds));

  if (const auto why = not_open(sale)) return refuse(*why);
  if (const auto held = sale.terms.one_order_in_flight ? held_by(asked) : std::nullopt) {
    Rejection in_flight = because(Reason::order_in_flight);
    in_flight.order = held;
    return refuse(in_flight);
  }
  if (const auto why = not_to_be_had(asked.merchant, sale, {asked.buyer, {}}, lines)) return refuse(*why);

  const OrderNumber number{orders_.size() + 1};
  const Instant hold_expires_at = after_seconds(now_, sale.terms.hold_seconds);
  const OrderHeld held{number,          asked.sale,          asked.buyer,
                       lines,           static_cast<Money>(total), sale.terms.currency,
                       hold_expires_at, sale.terms.late_payment,   asked.key,
                       asked.body};
  record(asked.merchant, held);
  const Order& order = orders_[number] = Order{asked.merchant, position_, now_, held, OrderStatus::held, {}, {}, {}};
  order_keys_[asked.key] = number;
  held_orders_.insert(number);
  count_units(order, &Units::held, +1);
  ++sales_.at(sale_key).orders[static_cast<std::size_t>(OrderStatus::held)];
  return tell(Met::created, view(order));
}

WantedLines Twin::merged(const WantedLines& lines) {
  WantedLines result;
  for (const WantedLine& line : lines) {
    const auto same = [&](const WantedLine& before) { return before.sku == line.sku; };
    const auto found = std::find_if(result.begin(), result.end(), same);
    if (found == result.end()) {
      result.push_back(line);
    } else {
      found->qty += line.qty;
    }
  }
  return result;
}

std::optional<Rejection> Twin::not_in_sale(const Sale& sale, const WantedLines& lines) const {
  for (const WantedLine& line : lines) {
    if (!find_item(sale.terms, line.sku)) return because(Reason::sku_not_in_sale, line.sku);
  }
  return std::nullopt;
}

std::optional<Rejection> Twin::not_open(const Sale& sale) const {
  if (now_ < sale.terms.starts_at) {
    const std::int64_t wait_ms = sale.terms.starts_at.ms - now_.ms;
    const std::int64_t wait_seconds = wait_ms / 1000 + (wait_ms % 1000 > 0 ? 1 : 0);
    Rejection not_yet = because(Reason::sale_not_started);
    not_yet.retry_after_seconds = wait_seconds;
    return not_yet;
  }
  if (now_ >= sale.terms.ends_at) return because(Reason::sale_ended);
  return std::nullopt;
}

// The last one that this buyer holds in this sale.
std::optional<OrderNumber> Twin::held_by(const PlaceOrder& asked) const {
  std::optional<OrderNumber> last;
  for (const OrderNumber number : held_orders_) {
    const Order& order = orders_.at(number);
    const bool same = order.merchant == asked.merchant && order.held.sale == asked.sale;
    if (same && order.held.buyer == asked.buyer) last = number;
  }
  return last;
}

OrderLines Twin::priced(const Sale& sale, const WantedLines& lines) const {
  OrderLines result;
  for (const WantedLine& line : lines) {
    result.push_back(OrderLine{line.sku, line.qty, find_item(sale.terms, line.sku)->price});
  }
  return result;
}

std::optional<Rejection> Twin::not_to_be_had(MerchantId merchant, const Sale& sale, const Person& buyer,
                                             const OrderLines& lines) const {
  for (const OrderLine& line : lines) {
    const SaleItemTerms& item = *find_item(sale.terms, line.sku);
    const auto has = buyer_units_.find({merchant, sale.terms.sale, line.sku, buyer});
    const Quantity units = has == buyer_units_.end() ? 0 : has->second;
    if (item.per_buyer_limit && units + line.qty > *item.per_buyer_limit) {
      return because(Reason::limit_reached, line.sku);
    }
  }
  for (const OrderLine& line : lines) {
    const SaleItemTerms& item = *find_item(sale.terms, line.sku);
    const auto in_sale = sale.units.find(line.sku);
    const Units units = in_sale == sale.units.end() ? Units{} : in_sale->second;
    const bool over_quota = item.quota && Wide{units.held} + units.sold + line.qty > *item.quota;
    if (over_quota || skus_.at({merchant, line.sku}).available() < line.qty) {
      return because(Reason::sold_out, line.sku);
    }
  }
  return std::nullopt;
}

}  // namespace doorbuster::inventory::twin
