// When to post, when to wipe, when to be silent.
#include "core/engine/early_refusals.hpp"

#include <algorithm>
#include <limits>

namespace doorbuster::core {
namespace {

constexpr std::int64_t ns_in_ms = 1'000'000;

// Half of the sale's rest: the engine's clock may run faster than the monotonic one. Later it is posted anew.
std::int64_t trusted_ns(inventory::Instant ends_at, inventory::Instant now) {
  const auto rest_ms = std::min(ends_at.ms - now.ms, std::numeric_limits<std::int64_t>::max() / (2 * ns_in_ms));
  return rest_ms * (ns_in_ms / 2);
}

bool may_return_units(const inventory::Fact& fact) {
  return !std::holds_alternative<inventory::OrderHeld>(fact) && !std::holds_alternative<inventory::OrderPaid>(fact) &&
         !std::holds_alternative<inventory::RefundDue>(fact) && !std::holds_alternative<inventory::SkuPut>(fact) &&
         !std::holds_alternative<inventory::BuyerForgotten>(fact);
}

template <class Visit>
void for_each_order(const Submission& submission, Visit&& visit) {
  for (const auto& request : submission.requests) {
    const auto* command = std::get_if<inventory::Command>(&request);
    const auto* order = command != nullptr ? std::get_if<inventory::PlaceOrder>(command) : nullptr;
    if (order != nullptr) visit(*order);
  }
}

}  // namespace

EarlyRefusals::EarlyRefusals(const inventory::State& state, const Digests& digests, TimeSource& time, Counter& count)
    : state_(state), digests_(digests), time_(time), count_(count) {}

ItemDigest EarlyRefusals::item_of(const inventory::PlaceOrder& command) const {
  return digests_.item(command.merchant, command.sale, command.lines.front().sku);
}

void EarlyRefusals::refused(const inventory::PlaceOrder& command, const inventory::Rejection& rejection,
                            inventory::Instant now) {
  if (rejection.reason != inventory::Reason::sold_out || command.lines.size() != 1) return;
  const auto item = item_of(command);
  const auto now_ns = time_.monotonic_ns();
  if (board_.says(item, 1, now_ns)) return;
  const auto gone = inventory::sold_out_item(state_, command, now);
  if (!gone) return;
  constexpr std::uint64_t any_number = std::numeric_limits<std::uint64_t>::max();
  const auto units_max = gone->per_buyer_limit ? static_cast<std::uint64_t>(*gone->per_buyer_limit) : any_number;
  board_.post(item, units_max, now_ns + trusted_ns(gone->sale_ends_at, now));
}

void EarlyRefusals::applied(const inventory::Event& event) {
  if (may_return_units(event.fact)) board_.wipe();
}

void EarlyRefusals::begin(const Submission& submission) {
  for_each_order(submission, [this](const auto& order) { under_way_.begin(order.key); });
}

void EarlyRefusals::end(const Submission& submission) {
  for_each_order(submission, [this](const auto& order) { under_way_.end(order.key); });
}

// In this order: what is bound stays bound, so a key that is free now was free when the board was read.
bool EarlyRefusals::refuses(const inventory::PlaceOrder& command) {
  if (command.lines.size() != 1) return false;
  const auto units = static_cast<std::uint64_t>(command.lines.front().qty);
  if (!board_.says(item_of(command), units, time_.monotonic_ns())) return false;
  if (under_way_.may_have(command.key) || inventory::may_be_known(state_, command)) return false;
  count_.add();
  return true;
}

}  // namespace doorbuster::core
