// What the harness was told, order by order: the audit holds the server to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loadtest/views.hpp"

namespace doorbuster::loadtest {

enum class OrderOutcome : std::uint8_t {
  not_sent,
  unknown,  // sent, and no answer that says: until patience or time was over
  won,
  refused,
};

// How an order that was won went on, as far as the server told.
enum class Settlement : std::uint8_t { none, unknown, paid, cancelled, refused };

// One arrival of the plan: one key. Written by the one thread that plays the arrival, read when all are done.
struct OrderRecord {
  OrderOutcome outcome = OrderOutcome::not_sent;
  Settlement settlement = Settlement::none;
  std::uint8_t open = 0;      // copies of the request whose end is still to come
  bool is_lost = false;       // one of them stayed without an answer, so that no refusal of another can be the last word
  OrderView acknowledged;     // won: as of the first answer
  std::string refusal;        // refused: the problem's code
  std::string refused_sku;    // sold_out: which
  std::string settlement_refusal;
  std::uint32_t replays = 0;  // further answers to the same key, which must name the same order
  std::string contradiction;  // an answer that can't stand beside the others, as a sentence; empty: none
};

enum class StockOutcome : std::uint8_t { not_sent, unknown, applied, refused };

struct Ledger {
  std::vector<OrderRecord> orders;       // one for each of Plan::arrivals
  std::vector<StockOutcome> stock;       // one for each of Plan::stock_changes
};

}  // namespace doorbuster::loadtest
