// Placing an order: the checks in the order that the HTTP contract states, the first failure answers.
#include <algorithm>

#include "inventory/decisions.hpp"
#include "inventory/order_in_flight.hpp"
#include "inventory/room.hpp"

namespace doorbuster::inventory {
namespace {

// What an order with this key comes to because the key is bound already.
std::optional<Decision> decided_before(const Tables& tables, const PlaceOrder& command) {
  const auto bound = tables.bound_to(command.key);
  if (!bound) return std::nullopt;
  const auto* order = std::get_if<OrderNumber>(&*bound);
  if (order == nullptr || tables.orders[*order].body != command.body) return refused(Reason::key_reused);
  Decision decision;
  decision.met = Met::replayed;
  decision.order = *order;
  return decision;
}

// The sale's items that are wanted, lines of one SKU added up where the first one stood.
std::optional<Rejection> find_items(const Tables& tables, SaleIndex sale, const PlaceOrder& command,
                                    ItemUnitsList& wanted) {
  for (const WantedLine& line : command.lines) {
    const auto sku = tables.skus.find(command.merchant, line.sku);
    const auto item = sku ? tables.items.find(sale, *sku) : std::nullopt;
    if (!item) return {{.reason = Reason::sku_not_in_sale, .sku = line.sku}};
    const auto same = std::find_if(wanted.begin(), wanted.end(), [&](const auto& one) { return one.item == *item; });
    if (same == wanted.end()) {
      wanted.push_back({*item, line.qty});
    } else {
      same->units += line.qty;
    }
  }
  return std::nullopt;
}

std::optional<Money> total_of(const Tables& tables, const ItemUnitsList& wanted) {
  std::optional<Money> total = 0;
  for (const ItemUnits& line : wanted) {
    const auto cost = bounded_product(tables.items[line.item].price, line.units);
    total = cost ? bounded_sum(*total, *cost) : std::nullopt;
    if (!total) break;
  }
  return total;
}

std::optional<Rejection> outside_window(const Sale& sale, Instant now) {
  switch (status_of(sale, now)) {
    case SaleStatus::running:
      return std::nullopt;
    case SaleStatus::ended:
      return {{.reason = Reason::sale_ended}};
    case SaleStatus::scheduled:
      break;
  }
  constexpr std::int64_t ms_per_second = 1000;
  const std::int64_t wait_ms = sale.starts_at.ms - now.ms;
  return {{.reason = Reason::sale_not_started, .retry_after_seconds = (wait_ms + ms_per_second - 1) / ms_per_second}};
}

std::optional<Rejection> lack_of_capacity(const Tables& tables, std::optional<BuyerIndex> buyer, std::size_t lines) {
  if (tables.orders.full()) return no_capacity("as many orders as it may hold");
  if (!tables.orders.has_room_for_lines(lines)) return no_capacity("as many order lines as it may hold");
  if (!buyer && tables.buyers.full()) return no_capacity("as many buyers as it may hold");
  return std::nullopt;
}

OrderLines priced(const Tables& tables, const ItemUnitsList& wanted) {
  OrderLines lines;
  for (const ItemUnits& line : wanted) {
    const SaleItem& item = tables.items[line.item];
    lines.push_back({.sku = tables.skus[item.sku].id, .qty = line.units, .unit_price = item.price});
  }
  return lines;
}

Decision accepted(const Tables& tables, const Sale& sale, const PlaceOrder& command, OrderLines lines, Money total,
                  Instant now) {
  Decision decision;
  decision.met = Met::created;
  decision.order = tables.orders.next_number();
  decision.events.push_back({now, command.merchant,
                             OrderHeld{.order = decision.order,
                                       .sale = command.sale,
                                       .buyer = command.buyer,
                                       .lines = std::move(lines),
                                       .total = total,
                                       .currency = sale.currency,
                                       .hold_expires_at = after_seconds(now, sale.hold_seconds),
                                       .late_payment = sale.late_payment,
                                       .key = command.key,
                                       .body = command.body}});
  return decision;
}

}  // namespace

Decision decide_on(const Tables& tables, const PlaceOrder& command, Instant now) {
  if (auto before = decided_before(tables, command)) return *std::move(before);

  const auto index = tables.sales.find(command.merchant, command.sale);
  if (!index) return refused(Reason::sale_not_found);
  const Sale& sale = tables.sales[*index];
  ItemUnitsList wanted;
  if (const auto rejection = find_items(tables, *index, command, wanted)) return refused(*rejection);
  const auto total = total_of(tables, wanted);
  if (!total) return refused(Reason::total_out_of_bounds);

  if (const auto rejection = outside_window(sale, now)) return refused(*rejection);
  const auto buyer = tables.buyers.find(command.merchant, command.buyer);
  if (const auto held = order_in_flight(tables, *index, buyer)) {
    return refused({.reason = Reason::order_in_flight, .order = held});
  }
  if (const auto rejection = lack_of_room(tables, buyer, wanted)) return refused(*rejection);
  if (const auto rejection = lack_of_capacity(tables, buyer, wanted.size())) return refused(*rejection);
  return accepted(tables, sale, command, priced(tables, wanted), *total, now);
}

}  // namespace doorbuster::inventory
