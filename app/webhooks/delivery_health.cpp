// Pauses, tries and reasons.
#include "app/webhooks/delivery_health.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace doorbuster::app {
namespace {

constexpr int status_gone = 410;
constexpr std::size_t error_bytes_max = 300;

inventory::Instant later(inventory::Instant now, std::chrono::milliseconds by) { return {now.ms + by.count()}; }

}  // namespace

TryFailure TryResult::failure() const {
  if (!error.empty()) return obstacle;
  if (status < 400) return TryFailure::status_3xx;
  return status < 500 ? TryFailure::status_4xx : TryFailure::status_5xx;
}

std::string TryResult::phrase() const {
  if (!error.empty()) return error.substr(0, error_bytes_max);
  return fmt::format("it answered {}", status);
}

std::chrono::milliseconds pause_after(std::uint32_t tries, const RetryRules& rules, double dice,
                                      std::optional<std::chrono::seconds> retry_after) {
  const std::chrono::duration<double, std::milli> longest = rules.longest;
  const double doubled = static_cast<double>(rules.first.count()) * std::pow(2.0, std::max(tries, 1u) - 1.0);
  const double ceiling = std::min(longest.count(), doubled);
  auto pause = std::chrono::milliseconds(std::llround(ceiling * std::clamp(dice, 0.0, 1.0)));
  if (retry_after) pause = std::max<std::chrono::milliseconds>(pause, std::min(*retry_after, retry_after_max));
  return std::max(pause, pause_min);
}

void note_failure(EndpointState& state, const TryResult& result, const RetryRules& rules, inventory::Instant now,
                  double dice) {
  ++state.tries;
  if (!state.failing_since) state.failing_since = now;
  state.last_error = result.phrase();
  if (result.error.empty() && result.status == status_gone) {
    state.disabled = Disabled::gone;
  } else if (now.ms - state.failing_since->ms >= std::chrono::milliseconds(rules.give_up).count()) {
    state.disabled = Disabled::gave_up;
  }
  const bool goes_on = state.disabled == Disabled::no;
  state.next_try = goes_on ? std::optional(later(now, pause_after(state.tries, rules, dice, result.retry_after)))
                           : std::nullopt;
}

void note_delivery(EndpointState& state, inventory::Instant now, bool ends_failing) {
  ++state.delivered;
  state.delivered_at = now;
  if (!ends_failing) return;
  state.tries = 0;
  state.failing_since.reset();
  state.next_try.reset();
}

void note_resumption(EndpointState& state, const std::optional<std::uint64_t>& after) {
  state.disabled = Disabled::no;
  state.tries = 0;
  state.failing_since.reset();
  state.next_try.reset();
  if (!after) return;
  state.position = *after;
  state.last.reset();
}

std::chrono::milliseconds until_next_try(const EndpointState& state, inventory::Instant now) {
  if (!state.next_try) return {};
  const std::chrono::milliseconds off(state.next_try->ms - now.ms);
  return std::clamp<std::chrono::milliseconds>(off, std::chrono::milliseconds(0), retry_after_max);
}

}  // namespace doorbuster::app
