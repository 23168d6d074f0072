// What must hold of the state, one check after the other.
#include "inventory/invariants.hpp"

#include "inventory/invariant_checks.hpp"

namespace doorbuster::inventory {
namespace {

std::string of_merchant(MerchantId merchant) { return " of merchant " + std::to_string(merchant.value); }

}  // namespace

std::string naming(const Sku& sku) { return "SKU " + std::string(sku.id.view()) + of_merchant(sku.merchant); }

std::string naming(const Sale& sale) { return "Sale " + std::string(sale.id.view()) + of_merchant(sale.merchant); }

std::string naming(const Tables& tables, ItemIndex item) {
  const Sku& sku = tables.skus[tables.items[item].sku];
  return naming(tables.sales[tables.items[item].sale]) + ", item " + std::string(sku.id.view());
}

std::string naming(const Tables& tables, BuyerIndex buyer) {
  const std::string_view name = tables.buyers.name_of(buyer);
  return "Buyer " + std::string(name.empty() ? "(forgotten)" : name) + of_merchant(tables.buyers[buyer].merchant);
}

std::string naming(OrderNumber order) { return "Order number " + std::to_string(order.value); }

std::vector<std::string> broken_invariants(const State& state) {
  const Tables& tables = state.tables();
  Faults faults;
  check_orders(tables, faults);
  if (!faults.empty()) return faults;  // nothing can be recomputed from orders that point nowhere
  check_skus(tables, faults);
  check_items(tables, faults);
  check_sales(tables, faults);
  check_buyers_units(tables, faults);
  check_names(tables, faults);
  check_chains(tables, faults);
  check_keys(tables, faults);
  check_holds(tables, faults);
  check_payments(tables, faults);
  check_orders_in_flight(tables, faults);
  return faults;
}

}  // namespace doorbuster::inventory
