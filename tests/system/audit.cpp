// The audit's comparisons.
#include "tests/system/audit.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <unordered_map>
#include <unordered_set>

namespace doorbuster::system_tests {

namespace json = boost::json;

namespace {

struct Units {
  std::int64_t held = 0;
  std::int64_t sold = 0;
};

std::map<std::string, std::int64_t> units_by_sku(const Order& order) {
  std::map<std::string, std::int64_t> units;
  for (const auto& line : order.lines) units[line.sku] += line.qty;
  return units;
}

std::map<std::string, std::int64_t> units_by_sku(const json::value& order) {
  std::map<std::string, std::int64_t> units;
  for (const auto& line : list(order, "items")) units[text(line, "sku")] += integer(line, "qty");
  return units;
}

// What a sale's orders come to.
struct Tally {
  std::map<std::string, Units> units;                     // by SKU
  std::map<std::string, std::int64_t> orders;             // by status
  std::map<std::string, std::int64_t> most_of_one_buyer;  // by SKU, held and sold
  std::int64_t gmv = 0;
};

Tally tally_of(const std::vector<json::value>& orders) {
  Tally tally;
  std::map<std::pair<std::string, std::string>, std::int64_t> by_buyer;
  for (const auto& order : orders) {
    const auto status = text(order, "status");
    ++tally.orders[status];
    if (status == "paid") tally.gmv += integer(order, "total");
    if (status != "paid" && status != "held") continue;
    for (const auto& [sku, qty] : units_by_sku(order)) {
      (status == "paid" ? tally.units[sku].sold : tally.units[sku].held) += qty;
      auto& most = tally.most_of_one_buyer[sku];
      most = std::max(most, by_buyer[{text(order, "buyer"), sku}] += qty);
    }
  }
  return tally;
}

// What each acknowledged order's clients know it to be.
std::unordered_map<std::string, std::string> known_statuses(const Ledger& ledger) {
  std::unordered_map<std::string, std::string> statuses;
  for (const auto& attempt : ledger.orders) {
    if (attempt.outcome == Outcome::acknowledged) statuses.emplace(attempt.id, "held");
  }
  for (const auto& payment : ledger.payments) {
    if (payment.outcome == Outcome::acknowledged) statuses[payment.order] = "paid";
  }
  for (const auto& cancel : ledger.cancels) {
    if (cancel.outcome == Outcome::acknowledged) statuses[cancel.order] = "cancelled";
  }
  return statuses;
}

void resolve_order(Storefront& shop, OrderAttempt& attempt, const std::unordered_set<std::string>& recovered,
                   Complaints& complaints) {
  const auto reply = shop.place(attempt.order, attempt.key);
  if (reply.status != 201) {
    attempt.outcome = Outcome::refused;
    return;
  }
  attempt.outcome = Outcome::acknowledged;
  attempt.id = text(reply.json(), "order");
  const bool replayed = reply.field("idempotent-replayed") == "true";
  if (replayed && !recovered.contains(attempt.id)) {
    complaints.push_back({Fault::wrong, "key " + attempt.key + " replays " + attempt.id + ", which was not listed"});
  }
  if (!replayed && recovered.contains(attempt.id)) {
    complaints.push_back({Fault::doubled, "key " + attempt.key + " makes " + attempt.id + " anew, which was listed"});
  }
}

void resolve_payment(Storefront& shop, PaymentAttempt& attempt, Complaints& complaints) {
  const auto reply = shop.pay(attempt.order, attempt.payment, attempt.amount);
  attempt.outcome = Outcome::acknowledged;
  if (reply.status == 200) return;
  complaints.push_back({Fault::wrong, "payment " + attempt.payment + " can't be told again: " + reply.body});
}

void resolve_cancel(Storefront& shop, CancelAttempt& attempt, Complaints& complaints) {
  const auto reply = shop.cancel(attempt.order);
  attempt.outcome = Outcome::acknowledged;
  if (reply.status == 200) return;
  const auto problem = reply.json();
  if (!has(problem, "order_status") || text(problem, "order_status") != "cancelled") {
    complaints.push_back({Fault::wrong, "order " + attempt.order + " can't be cancelled again: " + reply.body});
  }
}

}  // namespace

Complaints resolve_unknown(Storefront& shop, const Market& market, Ledger& ledger) {
  Complaints complaints;
  std::unordered_set<std::string> recovered;
  for (const auto& order : shop.orders("sale=" + market.sale)) recovered.insert(text(order, "order"));
  for (const auto& attempt : ledger.orders) {
    if (attempt.outcome == Outcome::acknowledged && !recovered.contains(attempt.id)) {
      complaints.push_back({Fault::lost, "acknowledged order " + attempt.id + " is lost"});
    }
  }
  for (auto& attempt : ledger.orders) {
    if (attempt.outcome == Outcome::unknown) resolve_order(shop, attempt, recovered, complaints);
  }
  for (auto& payment : ledger.payments) {
    if (payment.outcome == Outcome::unknown) resolve_payment(shop, payment, complaints);
  }
  for (auto& cancel : ledger.cancels) {
    if (cancel.outcome == Outcome::unknown) resolve_cancel(shop, cancel, complaints);
  }
  return complaints;
}

Complaints audit_orders(Storefront& shop, const Market& market, const Ledger& ledger) {
  Complaints complaints;
  const auto statuses = known_statuses(ledger);
  std::unordered_map<std::string, json::value> listed;
  for (const auto& order : shop.orders("sale=" + market.sale)) {
    const auto id = text(order, "order");
    if (!listed.emplace(id, order).second) complaints.push_back({Fault::doubled, "order " + id + " is listed twice"});
    const auto known = statuses.find(id);
    if (known == statuses.end()) {
      complaints.push_back({Fault::doubled, "order " + id + " was never acknowledged"});
    } else if (known->second != text(order, "status")) {
      complaints.push_back({Fault::lost, "order " + id + " is " + text(order, "status") + ", not " + known->second});
    }
  }
  std::unordered_set<std::string> seen;
  for (const auto& attempt : ledger.orders) {
    if (attempt.outcome != Outcome::acknowledged) continue;
    if (!seen.insert(attempt.id).second) complaints.push_back({Fault::doubled, "two keys made order " + attempt.id});
    const auto found = listed.find(attempt.id);
    if (found == listed.end()) {
      complaints.push_back({Fault::lost, "acknowledged order " + attempt.id + " is lost"});
    } else if (text(found->second, "buyer") != attempt.order.buyer ||
               units_by_sku(found->second) != units_by_sku(attempt.order)) {
      complaints.push_back({Fault::wrong, "order is not what was asked for: " + json::serialize(found->second)});
    }
  }
  return complaints;
}

Complaints audit_books(Storefront& shop, const Market& market) {
  Complaints complaints;
  const auto check = [&](const std::string& what, std::int64_t told, std::int64_t counted) {
    if (told == counted) return;
    complaints.push_back({Fault::wrong, what + " is " + std::to_string(told) + ", not " + std::to_string(counted)});
  };
  auto tally = tally_of(shop.orders("sale=" + market.sale));
  const auto sale = shop.sale(market.sale);
  check("gmv", integer(sale, "gmv"), tally.gmv);
  for (const auto* status : {"held", "paid", "cancelled", "expired"}) {
    check(std::string(status) + " orders", integer(sale.at("orders"), status), tally.orders[status]);
  }
  for (std::size_t i = 0; i < market.items.size(); ++i) {
    const auto& item = market.items[i];
    const auto [held, sold] = tally.units[item.sku];
    const auto books = shop.sku(item.sku);
    check(item.sku + " received", integer(books, "received"), item.stock);
    check(item.sku + " held", integer(books, "held"), held);
    check(item.sku + " sold", integer(books, "sold"), sold);
    check(item.sku + " available", integer(books, "available"), item.stock - held - sold);
    check(item.sku + " held in the sale", integer(list(sale, "items").at(i), "held"), held);
    check(item.sku + " sold in the sale", integer(list(sale, "items").at(i), "sold"), sold);
    if (held + sold > std::min(item.stock, item.quota.value_or(item.stock))) {
      complaints.push_back({Fault::oversold, item.sku + " is oversold: " + std::to_string(held + sold)});
    }
    if (item.per_buyer_limit && tally.most_of_one_buyer[item.sku] > *item.per_buyer_limit) {
      complaints.push_back({Fault::oversold, "a buyer is over the limit of " + item.sku});
    }
  }
  return complaints;
}

Complaints audit_feed(Storefront& shop, const Ledger& ledger) {
  Complaints complaints;
  std::unordered_map<std::string, std::string> statuses;
  std::int64_t position = 0;
  for (const auto& event : shop.events()) {
    if (integer(event, "position") <= position) {
      complaints.push_back({Fault::wrong, "positions go back: " + json::serialize(event)});
    }
    position = integer(event, "position");
    if (!has(event, "order")) continue;
    const auto type = text(event, "type"), id = text(event, "order");
    const auto known = statuses.find(id);
    const bool possible =
        type == "order_held" ? known == statuses.end() : known != statuses.end() && known->second == "order_held";
    if (!possible) complaints.push_back({Fault::wrong, type + " can't be: " + json::serialize(event)});
    statuses[id] = type;
  }
  for (const auto& [id, status] : known_statuses(ledger)) {
    const auto told = statuses.find(id);
    if (told == statuses.end() || told->second != "order_" + status) {
      complaints.push_back({Fault::wrong, "the feed does not tell that order " + id + " is " + status});
    }
  }
  return complaints;
}

}  // namespace doorbuster::system_tests
