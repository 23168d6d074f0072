// What the server says it sold in one sale, read through the API: the other side of the audit.
#pragma once

#include "loadtest/audit/listing.hpp"
#include "loadtest/contract/api_client.hpp"
#include "loadtest/contract/views.hpp"
#include "loadtest/promotion/script.hpp"
#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {

struct Books {
  SaleView sale;
  std::vector<SkuView> skus;        // in the order of the plan's
  std::vector<ListedOrder> orders;  // all of the sale, in order of acceptance
  // The hold of each order that was acknowledged should have ended before these were read.
  bool holds_are_over = false;
};

// Reads until the sale says the same before and after the rest was read, so that a hold which ends in between can't
// make the figures disagree. Notes how far it has come.
[[nodiscard]] Outcome<Books> read_books(ApiClient& client, const Script& script, Watcher& watcher);

// Waits until no order of the sale is held, at most `patience`, and as much again as a server needs that was away
// meanwhile. False: some are.
[[nodiscard]] Outcome<bool> wait_for_holds(ApiClient& client, const Script& script, std::chrono::milliseconds patience);

}  // namespace doorbuster::loadtest
