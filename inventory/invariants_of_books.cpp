// That stock, quotas, counts and money add up to what the orders and adjustments say.
#include <boost/unordered/unordered_flat_map.hpp>

#include "inventory/invariant_checks.hpp"

namespace doorbuster::inventory {
namespace {

struct Units {
  Quantity held = 0;
  Quantity sold = 0;
  friend bool operator==(const Units&, const Units&) = default;
};

using UnitsByItem = boost::unordered_flat_map<std::uint32_t, Units>;

// What the orders themselves hold and have sold.
UnitsByItem units_by_item(const Tables& tables) {
  UnitsByItem by_item;
  for (const Order& order : tables.orders.all()) {
    for (const Line& line : tables.orders.lines_of(order)) {
      Units& units = by_item[line.item.value];
      if (order.status == OrderStatus::held) units.held += line.qty;
      if (order.status == OrderStatus::paid) units.sold += line.qty;
    }
  }
  return by_item;
}

using UnitsByPair = boost::unordered_flat_map<std::uint64_t, Quantity>;

std::uint64_t pack(ItemIndex item, BuyerIndex buyer) { return std::uint64_t{item.value} << 32 | buyer.value; }

UnitsByPair units_by_item_and_buyer(const Tables& tables) {
  UnitsByPair by_pair;
  for (const Order& order : tables.orders.all()) {
    if (order.status != OrderStatus::held && order.status != OrderStatus::paid) continue;
    for (const Line& line : tables.orders.lines_of(order)) by_pair[pack(line.item, order.buyer)] += line.qty;
  }
  return by_pair;
}

}  // namespace

void check_skus(const Tables& tables, Faults& faults) {
  std::vector<Quantity> received(tables.skus.all().size());
  for (const StockAdjustment& adjustment : tables.adjustments.all()) {
    received[adjustment.sku.value] += adjustment.delta;
  }
  std::vector<Units> units(tables.skus.all().size());
  for (const auto& [item, of_item] : units_by_item(tables)) {
    Units& sum = units[tables.items[ItemIndex{item}].sku.value];
    sum.held += of_item.held;
    sum.sold += of_item.sold;
  }
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Sku& sku = tables.skus.all()[i];
    if (sku.available() < 0) faults.push_back(naming(sku) + " has sold or holds more than it has received.");
    if (sku.received != received[i]) faults.push_back(naming(sku) + " has not received what was adjusted.");
    if (Units{sku.held, sku.sold} != units[i]) {
      faults.push_back(naming(sku) + " does not hold or has not sold what its orders say.");
    }
  }
}

void check_items(const Tables& tables, Faults& faults) {
  UnitsByItem expected = units_by_item(tables);
  for (const Sale& sale : tables.sales.all()) {
    for (const ItemIndex index : sale.items) {
      const SaleItem& item = tables.items[index];
      if (Units{item.held, item.sold} != expected[index.value]) {
        faults.push_back(naming(tables, index) + " does not hold or has not sold what its orders say.");
      }
      if (item.quota && item.held + item.sold > *item.quota) {
        faults.push_back(naming(tables, index) + " has gone past its quota.");
      }
    }
  }
}

void check_sales(const Tables& tables, Faults& faults) {
  const auto sales = tables.sales.all();
  std::vector<Money> gmv(sales.size());
  std::vector<std::array<std::uint64_t, order_statuses>> orders(sales.size());
  for (const Order& order : tables.orders.all()) {
    ++orders[order.sale.value][static_cast<std::size_t>(order.status)];
    if (order.status == OrderStatus::paid) gmv[order.sale.value] += tables.orders.total_of(order);
  }
  for (std::size_t i = 0; i < sales.size(); ++i) {
    if (sales[i].orders != orders[i]) faults.push_back(naming(sales[i]) + " counts its orders wrongly.");
    if (sales[i].gmv != gmv[i]) faults.push_back(naming(sales[i]) + " has a gmv that its paid orders do not sum to.");
  }
}

void check_buyers_units(const Tables& tables, Faults& faults) {
  const UnitsByPair expected = units_by_item_and_buyer(tables);
  for (const auto& [pair, units] : expected) {
    const ItemIndex item{static_cast<std::uint32_t>(pair >> 32)};
    const BuyerIndex buyer{static_cast<std::uint32_t>(pair)};
    if (tables.units.units(item, buyer) != units) {
      faults.push_back(naming(tables, buyer) + " has other units than counted in: " + naming(tables, item) + ".");
    }
    const auto limit = tables.items[item].per_buyer_limit;
    if (limit && units > *limit && !tables.items[item].limit_lowered) {
      faults.push_back(naming(tables, buyer) + " has passed the limit in: " + naming(tables, item) + ".");
    }
  }
  tables.units.for_each([&](const BuyerHolding& holding) {
    if (holding.units != 0 && !expected.contains(pack(holding.item, holding.buyer))) {
      faults.push_back(naming(tables, holding.buyer) + " is counted units that no order has.");
    }
  });
}

}  // namespace doorbuster::inventory
