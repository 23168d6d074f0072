// Checks of sums: the listed orders, the SKUs' figures and the sale's figures must tell one story.
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

#include "loadtest/audit/audit.hpp"
#include "loadtest/figures/findings.hpp"
#include "loadtest/figures/wording.hpp"

namespace doorbuster::loadtest {
namespace {

bool is_open(const ListedOrder& order) { return order.status == OrderStatus::held; }
bool is_sold(const ListedOrder& order) { return order.status == OrderStatus::paid; }
bool is_ended(const ListedOrder& order) { return !is_open(order) && !is_sold(order); }

struct Units {
  std::int64_t held = 0, sold = 0, released = 0;
};

// For each of the plan's SKUs, from the listed orders.
std::vector<Units> units_listed(const Evidence& evidence) {
  std::vector<Units> units(evidence.script.plan.skus.size());
  for (const ListedOrder& order : evidence.books.orders) {
    for (const PlannedLine& line : order.lines) {
      Units& of_sku = units[line.sku];
      std::int64_t& where = is_open(order) ? of_sku.held : is_sold(order) ? of_sku.sold : of_sku.released;
      where = sum_of(where, line.qty);
    }
  }
  return units;
}

// What of a SKU must have been received: exactly so much, unless the answer to a change never came.
struct Supply {
  std::int64_t least = 0, most = 0;
  bool has_grown = false;  // while the sale ran
};

std::vector<Supply> supply_of(const Evidence& evidence) {
  std::vector<Supply> supply;
  for (const std::int64_t units : evidence.script.stock) supply.push_back({.least = units, .most = units});
  for (std::size_t i = 0; i < evidence.ledger.stock.size(); ++i) {
    const StockChange& change = evidence.script.plan.stock_changes[i];
    Supply& of_sku = supply[change.sku];
    const StockOutcome outcome = evidence.ledger.stock[i];
    const bool applied = outcome == StockOutcome::applied;
    const bool maybe = outcome == StockOutcome::unknown;
    if (applied || (maybe && change.delta < 0)) of_sku.least = sum_of(of_sku.least, change.delta);
    if (applied || (maybe && change.delta > 0)) of_sku.most = sum_of(of_sku.most, change.delta);
    if (outcome != StockOutcome::not_sent && change.delta > 0) of_sku.has_grown = true;
  }
  return supply;
}

const SaleItemView* item_of(const SaleView& sale, const std::string& sku) {
  const auto found = std::ranges::find(sale.items, sku, &SaleItemView::sku);
  return found == sale.items.end() ? nullptr : &*found;
}

// For each SKU, the least quantity with which an order was told that it is sold out; absent: nobody was.
std::vector<std::optional<std::int64_t>> least_refused(const Evidence& evidence) {
  std::vector<std::optional<std::int64_t>> least(evidence.script.plan.skus.size());
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    if (record.outcome != OrderOutcome::refused || record.refused_sku == no_sku) continue;
    for (const PlannedLine& line : evidence.script.plan.arrivals[i].lines) {
      if (line.sku != record.refused_sku) continue;
      least[line.sku] = std::min(least[line.sku].value_or(line.qty), line.qty);
    }
  }
  return least;
}

// Units that each buyer holds or has bought of each SKU: the buyer in the upper half of the key.
boost::unordered_flat_map<std::uint64_t, std::int64_t> units_of_buyers(const Evidence& evidence) {
  boost::unordered_flat_map<std::uint64_t, std::int64_t> units;
  for (const ListedOrder& order : evidence.books.orders) {
    if (is_ended(order)) continue;
    for (const PlannedLine& line : order.lines) {
      std::int64_t& of_buyer = units[std::uint64_t{order.buyer} << 32 | line.sku];
      of_buyer = sum_of(of_buyer, line.qty);
    }
  }
  return units;
}

}  // namespace

Check check_buyer_limits(const Evidence& evidence) {
  Findings findings;
  const std::optional<std::int64_t> limit = evidence.script.per_buyer_limit;
  std::int64_t most = 0;
  for (const auto& [who, count] : units_of_buyers(evidence)) {
    most = std::max(most, count);
    if (limit && count > *limit) {
      findings.add("Buyer {} has {} units of {}, over the limit of {}.",
                   buyer_named(evidence.script, static_cast<std::uint32_t>(who >> 32)), count,
                   sku_id(evidence.script, static_cast<std::uint32_t>(who)), *limit);
    }
  }
  return findings.check("nobody is over the limit",
                        limit ? fmt::format("At most {} of a SKU for one buyer, the limit is {}.", most, *limit)
                              : fmt::format("No limit was set; at most {} of a SKU for one buyer.", most));
}

Check check_stock_balance(const Evidence& evidence) {
  Findings findings;
  const std::vector<Supply> supply = supply_of(evidence);
  std::int64_t received = 0;
  for (std::size_t i = 0; i < evidence.books.skus.size(); ++i) {
    const SkuView& sku = evidence.books.skus[i];
    received = sum_of(received, sku.received);
    const std::int64_t placed = sum_of(sum_of(sku.available, sku.held), sku.sold);
    if (std::min({sku.available, sku.held, sku.sold}) < 0 || placed != sku.received) {
      findings.add("{} has received {}, but {} available, {} held and {} sold.", sku.sku, sku.received, sku.available,
                   sku.held, sku.sold);
    }
    if (sku.received < supply[i].least || sku.received > supply[i].most) {
      findings.add("{} says that it received {}, but {} were delivered.", sku.sku, sku.received,
                   supply[i].least == supply[i].most ? fmt::to_string(supply[i].least)
                                                     : fmt::format("{} to {}", supply[i].least, supply[i].most));
    }
  }
  return findings.check("received = available + held + sold",
                        fmt::format("{} units in {}.", grouped(received), counted(evidence.books.skus.size(), "SKU")));
}

Check check_nothing_oversold(const Evidence& evidence) {
  Findings findings;
  const std::vector<Units> listed = units_listed(evidence);
  const std::vector<Supply> supply = supply_of(evidence);
  std::int64_t all_taken = 0;
  for (std::uint32_t i = 0; i < supply.size(); ++i) {
    const std::string id = sku_id(evidence.script, i);
    const std::int64_t taken = sum_of(listed[i].held, listed[i].sold);
    all_taken = sum_of(all_taken, taken);
    if (taken > supply[i].most) {
      findings.add("{} units of {} are held or sold, of {} that there were.", taken, id, supply[i].most);
    }
    if (evidence.script.quota && taken > *evidence.script.quota) {
      findings.add("{} units of {} are held or sold, over the sale's quota of {}.", taken, id, *evidence.script.quota);
    }
  }
  return findings.check("nothing is oversold",
                        fmt::format("{} units held or sold, none beyond stock or quota.", grouped(all_taken)));
}

Check check_orders_add_up(const Evidence& evidence) {
  Findings findings;
  const std::vector<Units> listed = units_listed(evidence);
  for (std::size_t i = 0; i < evidence.books.skus.size(); ++i) {
    const SkuView& sku = evidence.books.skus[i];
    const Units& units = listed[i];
    if (units.held != sku.held || units.sold != sku.sold) {
      findings.add("The orders of {} add up to {} held and {} sold, the SKU says {} and {}.", sku.sku, units.held,
                   units.sold, sku.held, sku.sold);
    }
    const SaleItemView* item = item_of(evidence.books.sale, sku.sku);
    if (item == nullptr || units.held != item->held || units.sold != item->sold) {
      findings.add("The orders of {} add up to {} held and {} sold, the sale says otherwise.", sku.sku, units.held,
                   units.sold);
    }
  }
  OrderCounts counts;
  for (const ListedOrder& order : evidence.books.orders) {
    counts.held += order.status == OrderStatus::held;
    counts.paid += order.status == OrderStatus::paid;
    counts.cancelled += order.status == OrderStatus::cancelled;
    counts.expired += order.status == OrderStatus::expired;
  }
  if (counts != evidence.books.sale.orders) {
    findings.add("The sale's counts of orders are not those of the listed orders.");
  }
  return findings.check("orders, SKUs and sale agree",
                        fmt::format("{} paid, {} held, {} cancelled, {} expired.", grouped(counts.paid),
                                    grouped(counts.held), grouped(counts.cancelled), grouped(counts.expired)));
}

Check check_gmv(const Evidence& evidence) {
  Findings findings;
  std::int64_t paid = 0;
  for (const ListedOrder& order : evidence.books.orders) {
    if (is_sold(order)) paid = sum_of(paid, order.total);
  }
  if (paid != evidence.books.sale.gmv) {
    findings.add("The paid orders add up to {}, the sale's gmv is {}.", paid, evidence.books.sale.gmv);
  }
  return findings.check("gmv = the sum of what was paid", fmt::format("{} in minor units.", grouped(paid)));
}

// "Sold out" is only right as long as nothing could have been had: units that are left after it must have come back.
Check check_sold_what_there_was(const Evidence& evidence) {
  Findings findings;
  const std::vector<Units> listed = units_listed(evidence);
  const auto refused = least_refused(evidence);
  const std::vector<Supply> supply = supply_of(evidence);
  std::int64_t left = 0, came_back = 0;
  for (std::uint32_t i = 0; i < supply.size(); ++i) {
    const std::string id = sku_id(evidence.script, i);
    const SaleItemView* item = item_of(evidence.books.sale, id);
    if (item == nullptr) continue;
    left = sum_of(left, item->available);
    const bool released = supply[i].has_grown || listed[i].released > 0;
    came_back = sum_of(came_back, listed[i].released);
    if (released || !refused[i] || item->available < *refused[i]) continue;
    findings.add("{} units of {} are left although an order of {} was told that it is sold out.", item->available, id,
                 *refused[i]);
  }
  std::string why = "nobody was told that it is sold out";
  if (std::ranges::any_of(refused, &std::optional<std::int64_t>::has_value)) {
    why = fmt::format("{} came back when orders were cancelled or expired, and orders are taken whole or not at all",
                      grouped(came_back));
  }
  return findings.check("sold out only when it was",
                        left == 0 ? "0 units are left." : fmt::format("{} units are left: {}.", grouped(left), why));
}

std::vector<Check> audit(const Evidence& evidence) {
  const Matches matches = match(evidence.ledger, evidence.books);
  return {check_nothing_lost(evidence, matches),
          check_content(evidence, matches),
          check_one_order_a_key(evidence, matches),
          check_settlements(evidence, matches),
          check_holds_ended(evidence),
          check_answers(evidence),
          check_buyer_limits(evidence),
          check_nothing_oversold(evidence),
          check_stock_balance(evidence),
          check_orders_add_up(evidence),
          check_gmv(evidence),
          check_sold_what_there_was(evidence)};
}

}  // namespace doorbuster::loadtest
