// Checks of single orders: what was acknowledged is there, once, and as it was told.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "loadtest/audit.hpp"
#include "loadtest/findings.hpp"
#include "loadtest/wording.hpp"

namespace doorbuster::loadtest {
namespace {

using Listing = std::unordered_map<std::string, std::vector<const OrderView*>>;

Listing list_by_id(const Books& books) {
  Listing listing;
  for (const OrderView& order : books.orders) listing[order.order].push_back(&order);
  return listing;
}

bool is_won(const OrderRecord& record) { return record.outcome == OrderOutcome::won; }

std::string key_of(const Evidence& evidence, std::size_t index) { return place_call(evidence.script, index).key; }

// What an answer must say of this arrival.
OrderView asked_for(const Script& script, std::size_t index) {
  const Arrival& arrival = script.plan.arrivals[index];
  OrderView order;
  order.sale = script.sale;
  order.buyer = script.plan.buyers[arrival.buyer];
  order.currency = script.currency;
  for (const PlannedLine& line : arrival.lines) {
    const std::int64_t price = script.plan.skus[line.sku].price;
    order.lines.push_back({.sku = sku_id(script, line.sku), .qty = line.qty, .unit_price = price});
    std::int64_t total = 0;
    const bool overflow = __builtin_mul_overflow(price, line.qty, &total);
    order.total = sum_of(order.total, overflow ? std::numeric_limits<std::int64_t>::max() : total);
  }
  return order;
}

bool is_same_content(const OrderView& a, const OrderView& b) {
  return a.sale == b.sale && a.buyer == b.buyer && a.lines == b.lines && a.total == b.total &&
         a.currency == b.currency;
}

// Whether a listed order may stand at `status`, after what its buyer was told.
bool may_be(const OrderRecord& record, Intent intent, std::string_view status) {
  const bool open = status == "held" || status == "expired";
  switch (record.settlement) {
    case Settlement::none:
    case Settlement::refused: return open;
    case Settlement::paid: return status == "paid";
    case Settlement::cancelled: return status == "cancelled";
    case Settlement::unknown: return open || status == (intent == Intent::cancel ? "cancelled" : "paid");
  }
  return false;
}

std::string_view told(const OrderRecord& record) {
  switch (record.settlement) {
    case Settlement::paid: return "paid";
    case Settlement::cancelled: return "cancelled";
    default: return "held";
  }
}

}  // namespace

Check check_nothing_lost(const Evidence& evidence) {
  const Listing listing = list_by_id(evidence.books);
  Findings findings;
  std::uint64_t won = 0;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    if (!is_won(record)) continue;
    ++won;
    const auto found = listing.find(record.acknowledged.order);
    const std::size_t times = found == listing.end() ? 0 : found->second.size();
    if (times != 1) {
      findings.add("Order {} of key {} was acknowledged and is listed {} times.", record.acknowledged.order,
                   key_of(evidence, i), times);
    }
  }
  return findings.check("every acknowledged order is found, once",
                        fmt::format("{} acknowledged, {} found.", grouped(won), grouped(won)));
}

Check check_content(const Evidence& evidence) {
  const Listing listing = list_by_id(evidence.books);
  Findings findings;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    if (!is_won(record)) continue;
    if (!is_same_content(record.acknowledged, asked_for(evidence.script, i))) {
      findings.add("Order {} was acknowledged with other content than key {} asked for.", record.acknowledged.order,
                   key_of(evidence, i));
    }
    const auto found = listing.find(record.acknowledged.order);
    if (found == listing.end()) continue;
    const OrderView& listed = *found->second.front();
    if (!is_same_content(record.acknowledged, listed) || record.acknowledged.created_at != listed.created_at) {
      findings.add("Order {} is listed with other content than was acknowledged.", listed.order);
    }
  }
  return findings.check("orders hold what was asked for and acknowledged",
                        "Buyer, lines, prices, total and time agree.");
}

Check check_one_order_a_key(const Evidence& evidence) {
  Findings findings;
  std::unordered_set<std::string> acknowledged;
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    if (record.outcome == OrderOutcome::unknown) unknown.push_back(i);
    if (is_won(record) && !acknowledged.insert(record.acknowledged.order).second) {
      findings.add("Order {} was given to two keys, the second is {}.", record.acknowledged.order, key_of(evidence, i));
    }
  }
  std::uint64_t explained = 0;
  for (const OrderView& order : evidence.books.orders) {
    if (acknowledged.contains(order.order)) continue;
    const auto match = std::ranges::find_if(
        unknown, [&](std::size_t i) { return is_same_content(order, asked_for(evidence.script, i)); });
    if (match == unknown.end()) {
      findings.add("Order {} of buyer {} is listed, but no key that is still open asked for it: a key has two orders.",
                   order.order, order.buyer);
    } else {
      ++explained;
      unknown.erase(match);
    }
  }
  const std::string more =
      explained == 0 ? "" : fmt::format(" and {} of keys whose answer never arrived", grouped(explained));
  const std::string listed = counted(evidence.books.orders.size(), "order");
  return findings.check("no key has two orders", fmt::format("{} listed: {} of acknowledged keys{}.", listed,
                                                             grouped(acknowledged.size()), more));
}

Check check_settlements(const Evidence& evidence) {
  const Listing listing = list_by_id(evidence.books);
  Findings findings;
  std::uint64_t paid = 0, cancelled = 0;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    paid += record.settlement == Settlement::paid;
    cancelled += record.settlement == Settlement::cancelled;
    const auto found = listing.find(record.acknowledged.order);
    if (!is_won(record) || found == listing.end()) continue;
    const OrderView& listed = *found->second.front();
    if (!may_be(record, evidence.script.plan.arrivals[i].intent, listed.status)) {
      findings.add("Order {} was last told as {} and is listed as {}.", listed.order, told(record), listed.status);
    }
  }
  return findings.check("payments and cancellations stand as acknowledged",
                        fmt::format("{} paid, {} cancelled.", grouped(paid), grouped(cancelled)));
}

Check check_answers(const Evidence& evidence) {
  Findings findings;
  std::uint64_t replays = 0;
  for (const OrderRecord& record : evidence.ledger.orders) {
    replays += record.replays;
    if (!record.contradiction.empty()) findings.add("{}", record.contradiction);
  }
  return findings.check("no answer contradicts another",
                        fmt::format("{} told the same order to a winner's second click.", counted(replays, "answer")));
}

}  // namespace doorbuster::loadtest
