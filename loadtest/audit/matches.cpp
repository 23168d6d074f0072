// One table of ids, filled once and asked once for each listed order.
#include "loadtest/audit/matches.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

namespace doorbuster::loadtest {

Matches match(const Ledger& ledger, const Books& books) {
  Matches matches;
  matches.listed.assign(ledger.orders.size(), Matches::none);
  matches.times.assign(ledger.orders.size(), 0);
  matches.owner.assign(books.orders.size(), Matches::none);

  boost::unordered_flat_map<OrderId, std::uint32_t, OrderIdHash> arrivals;
  arrivals.reserve(books.orders.size());
  for (std::uint32_t i = 0; i < ledger.orders.size(); ++i) {
    if (ledger.orders[i].outcome != OrderOutcome::won) continue;
    const auto [known, is_fresh] = arrivals.try_emplace(ledger.orders[i].order, i);
    if (!is_fresh) matches.twins.emplace_back(i, known->second);
  }
  for (std::uint32_t i = 0; i < books.orders.size(); ++i) {
    const auto arrival = arrivals.find(books.orders[i].order);
    if (arrival == arrivals.end()) continue;
    matches.owner[i] = arrival->second;
    if (matches.times[arrival->second]++ == 0) matches.listed[arrival->second] = i;
  }
  for (const auto& [later, first] : matches.twins) {
    matches.listed[later] = matches.listed[first];
    matches.times[later] = matches.times[first];
  }
  return matches;
}

}  // namespace doorbuster::loadtest
