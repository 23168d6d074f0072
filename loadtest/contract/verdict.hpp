// What one answer means for the one who asked: done, refused for good, or not known and to be tried again.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "loadtest/contract/order_id.hpp"
#include "loadtest/contract/refusals.hpp"
#include "loadtest/contract/views.hpp"
#include "loadtest/http/http.hpp"
#include "loadtest/promotion/script.hpp"

namespace doorbuster::loadtest {

enum class VerdictKind : std::uint8_t {
  done,          // 2xx
  refused,       // the server decided against it; trying at once again would get the same
  failed,        // no answer, 429 or 5xx: the same key has to be tried again to know
  unreadable,    // an answer that the contract does not allow
};

// An order as it was told, held against what was asked for.
struct ToldOrder {
  OrderId order;
  std::int64_t created_at = 0;  // milliseconds since 1970
  OrderStatus status = OrderStatus::held;
  bool as_asked = true;         // sale, buyer, lines, prices, total and currency are the plan's
};

struct Verdict {
  VerdictKind kind = VerdictKind::failed;
  bool replayed = false;
  ToldOrder order;      // done, and the call was about an order
  Refusal refusal;      // refused
  std::string fault;    // unreadable: why, as a sentence
  std::optional<std::chrono::seconds> retry_after;
};

// 2xx.
[[nodiscard]] bool is_success(const HttpReply& reply);
// No answer, 429 or 5xx.
[[nodiscard]] bool is_failure(const Exchange& exchange);

// Whether the content of answers is looked at.
enum class Scrutiny : std::uint8_t {
  full,
  status_alone,  // of an order nothing but its id: for a server that can't be audited
};

// One a thread. The script and the reasons outlive it.
class Judge {
 public:
  Judge(const Script& script, Reasons& reasons, Scrutiny scrutiny)
      : script_(script), sku_ids_(sku_ids(script)), refusals_(sku_ids_, reasons), scrutiny_(scrutiny) {}

  // The answer to a call that gives back the order of `arrival`, an index into the plan's.
  [[nodiscard]] Verdict order_answer(const Exchange& exchange, std::uint32_t arrival);
  // The answer to `read`, an index into the plan's: a SKU's figures must add up at every moment.
  [[nodiscard]] Verdict read_answer(const Exchange& exchange, std::uint32_t read);
  // The answer to any other call: the body of a success is not looked at.
  [[nodiscard]] Verdict answer(const Exchange& exchange);

 private:
  [[nodiscard]] bool read_order_of(const OrderText& text, std::uint32_t arrival, ToldOrder& order) const;
  [[nodiscard]] bool is_as_asked(const OrderText& text, const Arrival& arrival) const;

  const Script& script_;
  std::vector<std::string> sku_ids_;
  Refusals refusals_;
  Scrutiny scrutiny_;
  OrderText text_;  // of the answer at hand
};

}  // namespace doorbuster::loadtest
