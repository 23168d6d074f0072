// Two looks at the tables: one for the writer, one that touches nothing but what any thread may read.
#include "inventory/sold_out.hpp"

#include "inventory/room.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

std::optional<SoldOutItem> sold_out_item(const State& state, const PlaceOrder& command, Instant now) {
  const Tables& tables = state.tables();
  if (command.lines.size() != 1) return std::nullopt;
  const auto sale = tables.sales.find(command.merchant, command.sale);
  const auto sku = tables.skus.find(command.merchant, command.lines.front().sku);
  if (!sale || !sku || status_of(tables.sales[*sale], now) != SaleStatus::running) return std::nullopt;
  const auto item = tables.items.find(*sale, *sku);
  if (!item || in_stock(tables, {*item, 1})) return std::nullopt;
  return SoldOutItem{tables.items[*item].per_buyer_limit, tables.sales[*sale].ends_at};
}

bool may_be_known(const State& state, const PlaceOrder& command) {
  const Tables& tables = state.tables();
  return tables.keys.may_have(hash_of(command.key)) ||
         tables.buyers.may_have(tables.buyers.hash(command.merchant, command.buyer.view()));
}

}  // namespace doorbuster::inventory
