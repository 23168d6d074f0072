// Whether more units of sale items may go to a buyer.
#include "inventory/room.hpp"

namespace doorbuster::inventory {
namespace {

bool within_limit(const Tables& tables, std::optional<BuyerIndex> buyer, const ItemUnits& wanted) {
  const SaleItem& item = tables.items[wanted.item];
  if (!item.per_buyer_limit) return true;
  const Quantity units = buyer ? tables.units.units(wanted.item, *buyer) : 0;
  return units + wanted.units <= *item.per_buyer_limit;
}

Rejection because_of(const Tables& tables, Reason reason, ItemIndex item) {
  return {.reason = reason, .sku = tables.skus[tables.items[item].sku].id};
}

}  // namespace

bool in_stock(const Tables& tables, const ItemUnits& wanted) {
  const SaleItem& item = tables.items[wanted.item];
  if (item.quota && item.held + item.sold + wanted.units > *item.quota) return false;
  return wanted.units <= tables.skus[item.sku].available();
}

ItemUnitsList units_of(const Tables& tables, const Order& order) {
  ItemUnitsList list;
  for (const Line& line : tables.orders.lines_of(order)) list.push_back({line.item, line.qty});
  return list;
}

std::optional<Rejection> lack_of_room(const Tables& tables, std::optional<BuyerIndex> buyer,
                                      std::span<const ItemUnits> wanted) {
  for (const ItemUnits& units : wanted) {
    if (!within_limit(tables, buyer, units)) return because_of(tables, Reason::limit_reached, units.item);
  }
  for (const ItemUnits& units : wanted) {
    if (!in_stock(tables, units)) return because_of(tables, Reason::sold_out, units.item);
  }
  return std::nullopt;
}

}  // namespace doorbuster::inventory
