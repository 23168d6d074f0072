// SKUs and their stock: what follows from putting the one and adjusting the other.
#include "inventory/decisions.hpp"

namespace doorbuster::inventory {
namespace {

// What an adjustment with this key comes to because the key is bound already.
std::optional<Decision> decided_before(const Tables& tables, const AdjustStock& command) {
  const auto bound = tables.bound_to(command.key);
  if (!bound) return std::nullopt;
  const auto* adjustment = std::get_if<AdjustmentIndex>(&*bound);
  if (adjustment == nullptr || tables.adjustments[*adjustment].body != command.body) {
    return refused(Reason::key_reused);
  }
  Decision decision;
  decision.met = Met::replayed;
  decision.sku = tables.skus[tables.adjustments[*adjustment].sku].id;
  return decision;
}

}  // namespace

Decision decide_on(const Tables& tables, const PutSku& command, Instant now) {
  const auto sku = tables.skus.find(command.merchant, command.sku);
  if (!sku && tables.skus.full()) return refused(no_capacity("as many SKUs as it may hold"));

  Decision decision;
  decision.met = sku ? Met::changed : Met::created;
  decision.sku = command.sku;
  const bool same = sku && tables.skus[*sku].name == command.name;
  if (!same) decision.events.push_back({now, command.merchant, SkuPut{.sku = command.sku, .name = command.name}});
  return decision;
}

Decision decide_on(const Tables& tables, const AdjustStock& command, Instant now) {
  if (auto before = decided_before(tables, command)) return *std::move(before);
  const auto index = tables.skus.find(command.merchant, command.sku);
  if (!index) return refused({.reason = Reason::sku_not_found, .sku = command.sku});
  const Sku& sku = tables.skus[*index];
  if (command.delta < -sku.available()) return refused({.reason = Reason::insufficient_stock, .sku = command.sku});
  if (!bounded_sum(sku.received, command.delta)) return refused({.reason = Reason::out_of_range, .sku = command.sku});
  if (tables.adjustments.full()) return refused(no_capacity("as many stock adjustments as it may hold"));

  Decision decision;
  decision.sku = command.sku;
  decision.events.push_back({now, command.merchant,
                             StockAdjusted{.sku = command.sku,
                                           .delta = command.delta,
                                           .reason = command.reason,
                                           .key = command.key,
                                           .body = command.body}});
  return decision;
}

}  // namespace doorbuster::inventory
