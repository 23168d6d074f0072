// An accepted order: how it comes to be.
#include <algorithm>

#include "inventory/application.hpp"
#include "inventory/room.hpp"
#include "inventory/stock_moves.hpp"

namespace doorbuster::inventory {
namespace {

constexpr std::int64_t ms_per_second = 1000;
constexpr Quantity units_per_line_max = Quantity{limits::lines_per_order} * limits::quantity_per_line;

using Lines = boost::container::small_vector<Line, inline_lines>;

Misfit find_lines(const Tables& tables, MerchantId merchant, SaleIndex sale, const OrderHeld& fact, Lines& lines) {
  if (fact.lines.empty() || fact.lines.size() > limits::lines_per_order) return "an order has no lines or too many";
  for (const OrderLine& line : fact.lines) {
    const auto sku = tables.skus.find(merchant, line.sku);
    const auto item = sku ? tables.items.find(sale, *sku) : std::nullopt;
    if (!item) return "an order's line names a SKU that its sale doesn't have";
    if (line.qty < 1 || line.qty > units_per_line_max) return "the quantity of an order's line is out of range";
    if (line.unit_price < 0 || line.unit_price > limits::price_minor) return "an order's unit price is out of range";
    const bool again = std::any_of(lines.begin(), lines.end(), [&](const Line& one) { return one.item == *item; });
    if (again) return "two lines of an order name one SKU";
    lines.push_back({*item, static_cast<std::uint32_t>(line.qty), line.unit_price});
  }
  return std::nullopt;
}

bool total_is(const Lines& lines, Money stated) {
  std::optional<Money> total = 0;
  for (const Line& line : lines) {
    const auto cost = bounded_product(line.unit_price, line.qty);
    total = cost ? bounded_sum(*total, *cost) : std::nullopt;
    if (!total) return false;
  }
  return *total == stated;
}

Misfit out_of_range(const Occasion& occasion, const OrderHeld& fact) {
  if (fact.buyer.empty()) return "an order has no buyer";
  if (!in_range(fact.hold_expires_at)) return "an order's hold ends at no tellable time";
  const std::int64_t hold_ms = fact.hold_expires_at.ms - occasion.at.ms;
  if (hold_ms < ms_per_second || hold_ms > limits::hold_seconds_max * ms_per_second || hold_ms % ms_per_second != 0) {
    return "an order's hold is not a whole number of seconds in range";
  }
  return std::nullopt;
}

Misfit lack_of_capacity(const Tables& tables, std::optional<BuyerIndex> buyer, std::size_t lines) {
  if (tables.orders.full()) return "there are more orders than the capacity allows";
  if (!tables.orders.has_room_for_lines(lines)) return "there are more order lines than the capacity allows";
  if (!buyer && tables.buyers.full()) return "there are more buyers than the capacity allows";
  return std::nullopt;
}

Misfit lack_of_units(const Tables& tables, std::optional<BuyerIndex> buyer, const Lines& lines) {
  ItemUnitsList wanted;
  for (const Line& line : lines) wanted.push_back({line.item, line.qty});
  const auto lack = lack_of_room(tables, buyer, wanted);
  if (!lack) return std::nullopt;
  if (lack->reason == Reason::limit_reached) return "an order passes its buyer's limit";
  return "an order takes more than there is";
}

void append_to_chain(Tables& tables, BuyerIndex index, OrderNumber order) {
  Buyer& buyer = tables.buyers[index];
  const auto number = static_cast<std::uint32_t>(order.value);
  if (buyer.last_order == 0) {
    buyer.first_order = number;
  } else {
    tables.orders[OrderNumber{buyer.last_order}].next_of_buyer = number;
  }
  buyer.last_order = number;
}

void hold(Tables& tables, const Order& record, const Lines& lines) {
  const OrderNumber number = tables.orders.add(record, lines);
  const Order& order = tables.orders[number];
  append_to_chain(tables, order.buyer, number);
  tables.keys.bind(order.key, number);
  tables.holds.push({order.hold_expires_at(), number});
  ++tables.sales[order.sale].count_of(OrderStatus::held);
  hold_units(tables, order);
}

}  // namespace

Misfit apply_fact(Tables& tables, const Occasion& occasion, const OrderHeld& fact) {
  const auto sale = tables.sales.find(occasion.merchant, fact.sale);
  if (!sale) return "an order is for an unknown sale";
  if (fact.order != tables.orders.next_number()) return "an order's number is out of sequence";
  if (fact.currency != tables.sales[*sale].currency) return "an order's currency is not its sale's";
  if (const Misfit misfit = out_of_range(occasion, fact)) return misfit;
  Lines lines;
  if (const Misfit misfit = find_lines(tables, occasion.merchant, *sale, fact, lines)) return misfit;
  if (!total_is(lines, fact.total)) return "an order's total is not the sum of its lines";
  if (tables.bound_to(fact.key)) return "an order's idempotency key is bound already";
  const auto buyer = tables.buyers.find(occasion.merchant, fact.buyer);
  if (const Misfit misfit = lack_of_units(tables, buyer, lines)) return misfit;
  if (const Misfit misfit = lack_of_capacity(tables, buyer, lines.size())) return misfit;

  Order order{.key = fact.key,
              .body = fact.body,
              .record = position_of_next(tables),
              .created_at = occasion.at,
              .sale = *sale,
              .buyer = buyer ? *buyer : tables.buyers.add(occasion.merchant, fact.buyer)};
  const std::int64_t hold_seconds = (fact.hold_expires_at.ms - occasion.at.ms) / ms_per_second;
  order.hold_seconds = static_cast<std::uint32_t>(hold_seconds) & 0xfffff;
  order.late_payment = fact.late_payment;
  hold(tables, order, lines);
  return std::nullopt;
}

}  // namespace doorbuster::inventory
