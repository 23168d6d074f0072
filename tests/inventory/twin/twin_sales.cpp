// The twin's sales: what may be said of one, and when.
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::inventory::twin {

namespace {

// A quota may stay, grow or go.
bool quota_may_become(const std::optional<Quantity>& before, const std::optional<Quantity>& after) {
  if (!after) return true;
  return before && *after >= *before;
}

bool started_sale_may_become(const SaleTerms& before, const SaleTerms& after) {
  if (after.currency != before.currency || after.starts_at != before.starts_at) return false;
  if (after.one_order_in_flight != before.one_order_in_flight) return false;
  for (const SaleItemTerms& item : before.items) {
    const SaleItemTerms* kept = find_item(after, item.sku);
    if (!kept || kept->price != item.price || !quota_may_become(item.quota, kept->quota)) return false;
  }
  return true;
}

}  // namespace

Answer Twin::meet(const PutSale& asked) {
  for (const SaleItemTerms& item : asked.terms.items) {
    if (!skus_.contains({asked.merchant, item.sku})) return refuse(because(Reason::sku_not_found, item.sku));
  }
  const SaleKey key{asked.merchant, asked.terms.sale};
  const bool is_new = !sales_.contains(key);
  SaleTerms terms = asked.terms;
  if (!is_new) {
    const SaleTerms& before = sales_.at(key).terms;
    if (now_ >= before.starts_at) {
      if (!started_sale_may_become(before, terms)) return refuse(because(Reason::sale_started));
      if (terms.ends_at < now_ && terms.ends_at != before.ends_at) terms.ends_at = now_;
    }
  }
  if (is_new || sales_.at(key).terms != terms) {
    Sale& sale = sales_[key];
    if (is_new) sale.made = sales_.size();
    sale.terms = terms;
    record(asked.merchant, SalePut{terms});
  }
  return tell(is_new ? Met::created : Met::changed, view(key));
}

}  // namespace doorbuster::inventory::twin
