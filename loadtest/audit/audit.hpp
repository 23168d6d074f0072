// The audit: holds what the server says it sold against what it told the buyers, and against itself. Values in, checks
// out: no network, so that tests can plant each violation.
#pragma once

#include <vector>

#include "loadtest/audit/books.hpp"
#include "loadtest/audit/matches.hpp"
#include "loadtest/drive/ledger.hpp"
#include "loadtest/promotion/script.hpp"
#include "loadtest/result.hpp"

namespace doorbuster::loadtest {

// Everything that one check may look at.
struct Evidence {
  const Script& script;
  const Ledger& ledger;
  const Books& books;
};

// Orders, one by one (audit_orders.cpp).
[[nodiscard]] Check check_nothing_lost(const Evidence& evidence, const Matches& matches);
[[nodiscard]] Check check_content(const Evidence& evidence, const Matches& matches);
[[nodiscard]] Check check_one_order_a_key(const Evidence& evidence, const Matches& matches);
[[nodiscard]] Check check_settlements(const Evidence& evidence, const Matches& matches);
[[nodiscard]] Check check_holds_ended(const Evidence& evidence);
[[nodiscard]] Check check_answers(const Evidence& evidence);

// Sums (audit_sums.cpp).
[[nodiscard]] Check check_buyer_limits(const Evidence& evidence);
[[nodiscard]] Check check_stock_balance(const Evidence& evidence);
[[nodiscard]] Check check_nothing_oversold(const Evidence& evidence);
[[nodiscard]] Check check_orders_add_up(const Evidence& evidence);
[[nodiscard]] Check check_gmv(const Evidence& evidence);
[[nodiscard]] Check check_sold_what_there_was(const Evidence& evidence);

// All of them, in the order in which the report shows them.
[[nodiscard]] std::vector<Check> audit(const Evidence& evidence);

}  // namespace doorbuster::loadtest
