// What one answer means for the one who asked: done, refused for good, or not known and to be tried again.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "loadtest/http_client.hpp"
#include "loadtest/views.hpp"

namespace doorbuster::loadtest {

enum class VerdictKind : std::uint8_t {
  done,          // 2xx
  refused,       // the server decided against it; trying at once again would get the same
  failed,        // no answer, 429 or 5xx: the same key has to be tried again to know
  unreadable,    // an answer that the contract does not allow
};

struct Verdict {
  VerdictKind kind = VerdictKind::failed;
  std::optional<OrderView> order;  // done, and the call was about an order
  bool replayed = false;
  ProblemView problem;             // refused; unreadable: its detail
  std::optional<std::chrono::seconds> retry_after;
};

// The answer to a call that gives back an order (placing, paying, cancelling).
[[nodiscard]] Verdict judge_order(const Exchange& exchange);
// The answer to any other call: the body of a success is not looked at.
[[nodiscard]] Verdict judge(const Exchange& exchange);

}  // namespace doorbuster::loadtest
