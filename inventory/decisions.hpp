// One decision for each kind of command: what decide() chooses from. None changes anything.
#pragma once

#include "inventory/decide.hpp"
#include "inventory/tables.hpp"

namespace doorbuster::inventory {

[[nodiscard]] Decision decide_on(const Tables& tables, const PutSku& command, Instant now);
[[nodiscard]] Decision decide_on(const Tables& tables, const AdjustStock& command, Instant now);
[[nodiscard]] Decision decide_on(const Tables& tables, const PutSale& command, Instant now);
[[nodiscard]] Decision decide_on(const Tables& tables, const PlaceOrder& command, Instant now);
[[nodiscard]] Decision decide_on(const Tables& tables, const PayOrder& command, Instant now);
[[nodiscard]] Decision decide_on(const Tables& tables, const CancelOrder& command, Instant now);
[[nodiscard]] Decision decide_on(const Tables& tables, const ForgetBuyer& command, Instant now);

[[nodiscard]] inline Decision refused(Rejection rejection) {
  Decision decision;
  decision.rejection = rejection;
  return decision;
}

[[nodiscard]] inline Decision refused(Reason reason) { return refused(Rejection{.reason = reason}); }

[[nodiscard]] inline Rejection no_capacity(const char* detail) {
  return {.reason = Reason::capacity_reached, .detail = detail};
}

}  // namespace doorbuster::inventory
