// An accepted order: how it comes to be.
#include "inventory/hash.hpp"
#include "inventory/order_entry.hpp"
#include "inventory/order_in_flight.hpp"
#include "inventory/room.hpp"
#include "inventory/stock_moves.hpp"

namespace doorbuster::inventory {
namespace {

constexpr std::int64_t ms_per_second = 1000;

Misfit find_lines(const Tables& tables, MerchantId merchant, SaleIndex sale, const OrderHeld& fact, Lines& lines) {
  if (fact.lines.empty() || fact.lines.size() > limits::lines_per_order) return "an order has no lines or too many";
  for (const OrderLine& line : fact.lines) {
    const auto sku = tables.skus.find(merchant, line.sku);
    const auto item = sku ? tables.items.find(sale, *sku) : std::nullopt;
    if (!item) return "an order's line names a SKU that its sale doesn't have";
    if (const Misfit misfit = add_line(lines, *item, line.qty, line.unit_price)) return misfit;
  }
  return std::nullopt;
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
  if (tables.orders.full()) return too_many::orders;
  if (!tables.orders.has_room_for_lines(lines)) return too_many::lines;
  if (!buyer && tables.buyers.full()) return too_many::buyers;
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

void hold(Tables& tables, const Order& record, const Lines& lines, std::uint64_t key_hash) {
  const OrderNumber number = enter(tables, record, lines, key_hash);
  const Order& order = tables.orders[number];
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
  if (total_of(lines) != fact.total) return "an order's total is not the sum of its lines";
  const std::uint64_t key_hash = hash_of(fact.key);
  if (tables.bound_to(fact.key, key_hash)) return "an order's idempotency key is bound already";
  const auto buyer = tables.buyers.find(occasion.merchant, fact.buyer);
  if (order_in_flight(tables, *sale, buyer)) return two_in_flight;
  if (const Misfit misfit = lack_of_units(tables, buyer, lines)) return misfit;
  if (const Misfit misfit = lack_of_capacity(tables, buyer, lines.size())) return misfit;

  Order order{.key = fact.key,
              .body = fact.body,
              .record = position_of_next(tables),
              .created_at = occasion.at,
              .sale = *sale,
              .buyer = buyer ? *buyer : tables.buyers.add(occasion.merchant, fact.buyer)};
  const std::int64_t hold_seconds = (fact.hold_expires_at.ms - occasion.at.ms) / ms_per_second;
  order.hold_seconds = static_cast<std::uint32_t>(hold_seconds) & hold_seconds_mask;
  order.late_payment = fact.late_payment;
  hold(tables, order, lines, key_hash);
  return std::nullopt;
}

}  // namespace doorbuster::inventory
