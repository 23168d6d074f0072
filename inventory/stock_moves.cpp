// An order's units on their way.
#include "inventory/stock_moves.hpp"

namespace doorbuster::inventory {
namespace {

struct Change {
  int held;
  int sold;
};

// Each of the order's units counts `change` times more as held and as sold, and so for the buyer.
void move_units(Tables& tables, const Order& order, Change change) {
  const int of_buyer = change.held + change.sold;
  for (const Line& line : tables.orders.lines_of(order)) {
    SaleItem& item = tables.items[line.item];
    Sku& sku = tables.skus[item.sku];
    const Quantity qty = line.qty;
    item.held += qty * change.held;
    item.sold += qty * change.sold;
    sku.held += qty * change.held;
    sku.sold += qty * change.sold;
    if (of_buyer > 0) tables.units.add(line.item, order.buyer, qty);
    if (of_buyer < 0) tables.units.take(line.item, order.buyer, qty);
  }
}

}  // namespace

void hold_units(Tables& tables, const Order& order) { move_units(tables, order, {.held = 1, .sold = 0}); }
void sell_held_units(Tables& tables, const Order& order) { move_units(tables, order, {.held = -1, .sold = 1}); }
void release_units(Tables& tables, const Order& order) { move_units(tables, order, {.held = -1, .sold = 0}); }
void sell_units(Tables& tables, const Order& order) { move_units(tables, order, {.held = 0, .sold = 1}); }

}  // namespace doorbuster::inventory
