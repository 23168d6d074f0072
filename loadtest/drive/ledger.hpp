// What the harness was told, order by order: the audit holds the server to it.
#pragma once

#include <cstdint>
#include <vector>

#include "loadtest/contract/order_id.hpp"
#include "loadtest/contract/reasons.hpp"
#include "loadtest/drive/complaints.hpp"

namespace doorbuster::loadtest {

enum class OrderOutcome : std::uint8_t {
  not_sent,
  unknown,  // sent, and no answer that says: until patience or time was over
  won,
  refused,
};

// How an order that was won went on, as far as the server told.
enum class Settlement : std::uint8_t { none, unknown, paid, cancelled, refused };

// One arrival of the plan: one key. Written by the one thread that plays the arrival, read when all are done. Kept
// small: there may be ten million of them. What an order holds is in the plan; here is whether the server said so.
struct OrderRecord {
  OrderId order;               // won: as of the first answer, like the next two
  std::int64_t created_at = 0; // milliseconds since 1970
  bool as_asked = true;        // sale, buyer, lines, prices, total and currency were acknowledged as the plan has them
  OrderOutcome outcome = OrderOutcome::not_sent;
  Settlement settlement = Settlement::none;
  std::uint8_t open = 0;       // copies of the request whose end is still to come
  bool is_lost = false;        // one of them stayed without an answer, so that no refusal of another is the last word
  std::uint8_t reason = 0;     // refused: of Ledger::reasons
  std::uint16_t refused_sku = no_sku;  // sold_out: which, an index into Plan::skus
  std::uint16_t replays = 0;   // further answers to the same key, which must name the same order
};
static_assert(sizeof(OrderRecord) <= 48);

enum class StockOutcome : std::uint8_t { not_sent, unknown, applied, refused };

struct Ledger {
  std::vector<OrderRecord> orders;  // one for each of Plan::arrivals
  std::vector<StockOutcome> stock;  // one for each of Plan::stock_changes
  Reasons reasons;
  Complaints complaints;
};

}  // namespace doorbuster::loadtest
