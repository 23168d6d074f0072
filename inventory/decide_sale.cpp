// Sales: what follows from putting one. Before it starts everything about a sale may change; from then on what buyers
// rely on stands.
#include <algorithm>

#include "inventory/decisions.hpp"
#include "inventory/views.hpp"

namespace doorbuster::inventory {
namespace {

std::optional<Rejection> unknown_sku(const Tables& tables, const PutSale& command) {
  for (const SaleItemTerms& item : command.terms.items) {
    if (!tables.skus.find(command.merchant, item.sku)) return {{.reason = Reason::sku_not_found, .sku = item.sku}};
  }
  return std::nullopt;
}

bool quota_shrinks(const std::optional<Quantity>& from, const std::optional<Quantity>& to) {
  return to && (!from || *to < *from);
}

// What a started sale doesn't allow of a change of its items: a sentence, or nothing where all may be.
const char* fixed_item_changed(const Tables& tables, SaleIndex index, const SaleTerms& to) {
  std::size_t kept = 0;
  for (const SaleItemTerms& item : to.items) {
    const auto sku = tables.skus.find(tables.sales[index].merchant, item.sku);
    const auto present = sku ? tables.items.find(index, *sku) : std::nullopt;
    if (!present) continue;
    ++kept;
    if (tables.items[*present].price != item.price) return "The sale has started: prices are fixed.";
    if (quota_shrinks(tables.items[*present].quota, item.quota)) {
      return "The sale has started: a quota may only grow or go.";
    }
  }
  if (kept < tables.sales[index].items.size()) return "The sale has started: items may be added but not removed.";
  return nullptr;
}

const char* fixed_term_changed(const Tables& tables, SaleIndex index, const SaleTerms& to) {
  const Sale& sale = tables.sales[index];
  if (to.currency != sale.currency) return "The sale has started: its currency is fixed.";
  if (to.starts_at != sale.starts_at) return "The sale has started: its start is fixed.";
  if (to.one_order_in_flight != sale.one_order_in_flight) {
    return "The sale has started: whether a buyer may have more than one order in flight is fixed.";
  }
  return fixed_item_changed(tables, index, to);
}

// The terms as they come to be: a started sale's end that is moved into the past is moved to now.
SaleTerms settled(const Sale& sale, SaleTerms terms, Instant now) {
  if (sale.started(now) && terms.ends_at != sale.ends_at) terms.ends_at = std::max(terms.ends_at, now);
  return terms;
}

std::optional<Rejection> lack_of_capacity(const Tables& tables, std::optional<SaleIndex> sale, const SaleTerms& to) {
  if (!sale && tables.sales.full()) return no_capacity("as many sales as it may hold");
  const std::size_t present = sale ? tables.sales[*sale].items.size() : 0;
  if (tables.items.size() - present + to.items.size() > tables.items.capacity()) {
    return no_capacity("as many sale items as it may hold");
  }
  return std::nullopt;
}

}  // namespace

Decision decide_on(const Tables& tables, const PutSale& command, Instant now) {
  if (const auto rejection = unknown_sku(tables, command)) return refused(*rejection);

  Decision decision;
  decision.sale = command.terms.sale;
  decision.met = Met::created;
  SaleTerms terms = command.terms;
  const auto index = tables.sales.find(command.merchant, command.terms.sale);
  if (index) {
    const Sale& sale = tables.sales[*index];
    if (sale.started(now)) {
      const char* detail = fixed_term_changed(tables, *index, terms);
      if (detail != nullptr) return refused({.reason = Reason::sale_started, .detail = detail});
    }
    decision.met = Met::changed;
    terms = settled(sale, std::move(terms), now);
    if (terms == terms_of(tables, sale)) return decision;
  }
  if (const auto rejection = lack_of_capacity(tables, index, terms)) return refused(*rejection);
  decision.events.push_back({now, command.merchant, SalePut{std::move(terms)}});
  return decision;
}

}  // namespace doorbuster::inventory
