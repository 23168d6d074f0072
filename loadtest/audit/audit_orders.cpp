// Checks of single orders: what was acknowledged is there, once, and as it was told.
#include <algorithm>
#include <limits>
#include <map>

#include "loadtest/audit/audit.hpp"
#include "loadtest/figures/findings.hpp"
#include "loadtest/figures/wording.hpp"

namespace doorbuster::loadtest {
namespace {

bool is_won(const OrderRecord& record) { return record.outcome == OrderOutcome::won; }

std::string key_of(const Evidence& evidence, std::size_t index) { return order_key(evidence.script, index); }

// Whether a listed order holds what the arrival asked for.
bool is_as_asked(const Evidence& evidence, const ListedOrder& order, std::size_t index) {
  const Arrival& arrival = evidence.script.plan.arrivals[index];
  return order.buyer == arrival.buyer && order.lines == arrival.lines && !order.has_other_terms &&
         order.total == total_of(evidence.script, arrival);
}

// Whether a listed order may stand at `status`, after what its buyer was told.
bool may_be(const OrderRecord& record, Intent intent, OrderStatus status) {
  const bool open = status == OrderStatus::held || status == OrderStatus::expired;
  const OrderStatus intended = intent == Intent::cancel ? OrderStatus::cancelled : OrderStatus::paid;
  switch (record.settlement) {
    case Settlement::none:
    case Settlement::refused: return open;
    case Settlement::paid: return status == OrderStatus::paid;
    case Settlement::cancelled: return status == OrderStatus::cancelled;
    case Settlement::unknown: return open || status == intended;
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

// Arrivals whose answer never came, by buyer: each may explain one order.
using OpenKeys = std::map<std::uint32_t, std::vector<std::size_t>>;

OpenKeys open_keys(const Evidence& evidence) {
  OpenKeys open;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    if (evidence.ledger.orders[i].outcome != OrderOutcome::unknown) continue;
    open[evidence.script.plan.arrivals[i].buyer].push_back(i);
  }
  return open;
}

// Takes the key that explains the order out of those that are open. False: there is none.
bool explain(const Evidence& evidence, const ListedOrder& order, OpenKeys& open) {
  const auto of_buyer = open.find(order.buyer);
  if (of_buyer == open.end()) return false;
  std::vector<std::size_t>& keys = of_buyer->second;
  const auto match =
      std::ranges::find_if(keys, [&](std::size_t index) { return is_as_asked(evidence, order, index); });
  if (match == keys.end()) return false;
  keys.erase(match);
  return true;
}

}  // namespace

Check check_nothing_lost(const Evidence& evidence, const Matches& matches) {
  Findings findings;
  std::uint64_t won = 0;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    if (!is_won(record)) continue;
    ++won;
    if (matches.times[i] != 1) {
      findings.add("Order {} of key {} was acknowledged and is listed {} times.", record.order.text(),
                   key_of(evidence, i), matches.times[i]);
    }
  }
  return findings.check("every acknowledged order is found, once",
                        fmt::format("{} acknowledged, {} found.", grouped(won), grouped(won)));
}

Check check_content(const Evidence& evidence, const Matches& matches) {
  Findings findings;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    if (!is_won(record)) continue;
    if (!record.as_asked) {
      findings.add("Order {} was acknowledged with other content than key {} asked for.", record.order.text(),
                   key_of(evidence, i));
    }
    if (matches.listed[i] == Matches::none) continue;
    const ListedOrder& listed = evidence.books.orders[matches.listed[i]];
    if (!is_as_asked(evidence, listed, i) || record.created_at != listed.created_at) {
      findings.add("Order {} is listed with other content than was acknowledged.", listed.order.text());
    }
  }
  return findings.check("orders hold what was asked for and acknowledged",
                        "Buyer, lines, prices, total and time agree.");
}

Check check_one_order_a_key(const Evidence& evidence, const Matches& matches) {
  Findings findings;
  for (const auto& [later, first] : matches.twins) {
    findings.add("Order {} was given to two keys, the second is {}.", evidence.ledger.orders[first].order.text(),
                 key_of(evidence, later));
  }
  OpenKeys open = open_keys(evidence);
  std::uint64_t explained = 0, owned = 0;
  for (std::size_t i = 0; i < evidence.books.orders.size(); ++i) {
    const ListedOrder& order = evidence.books.orders[i];
    if (matches.owner[i] != Matches::none) {
      ++owned;
    } else if (explain(evidence, order, open)) {
      ++explained;
    } else {
      findings.add("Order {} of buyer {} is listed, but no key that is still open asked for it: a key has two orders.",
                   order.order.text(), buyer_named(evidence.script, order.buyer));
    }
  }
  const std::string more =
      explained == 0 ? "" : fmt::format(" and {} of keys whose answer never arrived", grouped(explained));
  const std::string listed = counted(evidence.books.orders.size(), "order");
  return findings.check("no key has two orders",
                        fmt::format("{} listed: {} of acknowledged keys{}.", listed, grouped(owned), more));
}

Check check_settlements(const Evidence& evidence, const Matches& matches) {
  Findings findings;
  std::uint64_t paid = 0, cancelled = 0;
  for (std::size_t i = 0; i < evidence.ledger.orders.size(); ++i) {
    const OrderRecord& record = evidence.ledger.orders[i];
    paid += record.settlement == Settlement::paid;
    cancelled += record.settlement == Settlement::cancelled;
    if (!is_won(record) || matches.listed[i] == Matches::none) continue;
    const ListedOrder& listed = evidence.books.orders[matches.listed[i]];
    if (!may_be(record, evidence.script.plan.arrivals[i].intent, listed.status)) {
      findings.add("Order {} was last told as {} and is listed as {}.", listed.order.text(), told(record),
                   word(listed.status));
    }
  }
  return findings.check("payments and cancellations stand as acknowledged",
                        fmt::format("{} paid, {} cancelled.", grouped(paid), grouped(cancelled)));
}

Check check_holds_ended(const Evidence& evidence) {
  Findings findings;
  // What was accepted later was accepted unseen, and its hold may go on.
  std::int64_t newest_told = std::numeric_limits<std::int64_t>::min();
  for (const OrderRecord& record : evidence.ledger.orders) {
    if (is_won(record)) newest_told = std::max(newest_told, record.created_at);
  }
  for (const ListedOrder& order : evidence.books.orders) {
    if (!evidence.books.holds_are_over || order.status != OrderStatus::held || order.created_at > newest_told) continue;
    findings.add("Order {} is held still, though its {} s are over.", order.order.text(), evidence.script.hold.count());
  }
  return findings.check("holds end when they should",
                        evidence.books.holds_are_over
                            ? "None goes on after its time."
                            : fmt::format("Each is for {} s, which nobody waited for.", evidence.script.hold.count()));
}

Check check_answers(const Evidence& evidence) {
  Findings findings;
  const Complaints& complaints = evidence.ledger.complaints;
  if (complaints.count() > 0) findings.add_all(complaints.count(), complaints.first());
  std::uint64_t replays = 0;
  for (const OrderRecord& record : evidence.ledger.orders) replays += record.replays;
  return findings.check("no answer contradicts another",
                        fmt::format("{} told the same order to a key that was sent again.",
                                    counted(replays, "answer")));
}

}  // namespace doorbuster::loadtest
