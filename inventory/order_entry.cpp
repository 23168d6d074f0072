// How an order enters the tables.
#include "inventory/order_entry.hpp"

#include <algorithm>

namespace doorbuster::inventory {
namespace {

constexpr Quantity units_per_line_max = Quantity{limits::lines_per_order} * limits::quantity_per_line;

// So that it is still found where its sale allows one order in flight.
void remember_overtaken(Tables& tables, OrderNumber number, SaleIndex overtaking) {
  const Order& order = tables.orders[number];
  if (order.status != OrderStatus::held || order.sale == overtaking) return;
  if (tables.sales[order.sale].one_order_in_flight) tables.overtaken.put(order.sale, order.buyer, number);
}

void append_to_chain(Tables& tables, OrderNumber order) {
  Buyer& buyer = tables.buyers[tables.orders[order].buyer];
  const auto number = static_cast<std::uint32_t>(order.value);
  if (buyer.last_order == 0) {
    buyer.first_order = number;
  } else {
    const OrderNumber before{buyer.last_order};
    tables.orders[before].next_of_buyer = number;
    remember_overtaken(tables, before, tables.orders[order].sale);
  }
  buyer.last_order = number;
}

}  // namespace

Misfit add_line(Lines& lines, ItemIndex item, Quantity qty, Money unit_price) {
  if (qty < 1 || qty > units_per_line_max) return "the quantity of an order's line is out of range";
  if (unit_price < 0 || unit_price > limits::price_minor) return "an order's unit price is out of range";
  const bool again = std::any_of(lines.begin(), lines.end(), [&](const Line& line) { return line.item == item; });
  if (again) return "two lines of an order name one SKU";
  lines.push_back({item, static_cast<std::uint32_t>(qty), unit_price});
  return std::nullopt;
}

std::optional<Money> total_of(std::span<const Line> lines) {
  std::optional<Money> total = 0;
  for (const Line& line : lines) {
    const auto cost = bounded_product(line.unit_price, line.qty);
    total = cost ? bounded_sum(*total, *cost) : std::nullopt;
    if (!total) break;
  }
  return total;
}

OrderNumber enter(Tables& tables, const Order& order, std::span<const Line> lines, std::uint64_t key_hash) {
  const OrderNumber number = tables.orders.add(order, lines);
  append_to_chain(tables, number);
  tables.keys.bind(key_hash, number);
  return number;
}

}  // namespace doorbuster::inventory
