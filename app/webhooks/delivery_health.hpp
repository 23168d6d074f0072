// What a try that ended means for an endpoint: when the next one is, and when it is over. Knows no clock, no dice and
// no network; all three are arguments.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/endpoint_state.hpp"

namespace doorbuster::app {

// Why a try failed, as it is counted: how it was answered, or what kept it from being.
enum class TryFailure : std::uint8_t { status_3xx, status_4xx, status_5xx, timeout, tls, address, connection };
inline constexpr std::array<std::string_view, 7> try_failure_words{"3xx", "4xx",     "5xx",       "timeout",
                                                                   "tls", "address", "connection"};

// How one try ended.
struct TryResult {
  int status = 0;     // 0: no answer came
  std::string error;  // why not, a phrase; empty with an answer
  TryFailure obstacle = TryFailure::connection;  // where no answer came: the kind of `error`
  std::optional<std::chrono::seconds> retry_after{};

  [[nodiscard]] bool delivered() const { return error.empty() && status >= 200 && status <= 299; }
  [[nodiscard]] TryFailure failure() const;  // of one that isn't delivered
  [[nodiscard]] std::string phrase() const;  // "500 Internal Server Error", "Connection refused"
};

inline constexpr std::chrono::milliseconds pause_min{50};
// However long a receiver asks for.
inline constexpr std::chrono::seconds retry_after_max{24 * 3600};

// Before the try that follows `tries` failed ones: full jitter, so somewhere up to a ceiling that doubles with each try
// until RetryRules::longest, and no less than the receiver asked for. `dice`: from 0 to 1.
[[nodiscard]] std::chrono::milliseconds pause_after(std::uint32_t tries, const RetryRules& rules, double dice,
                                                    std::optional<std::chrono::seconds> retry_after);

// Counts it, says when the next try is, and disables the endpoint where that is due.
void note_failure(EndpointState& state, const TryResult& result, const RetryRules& rules, inventory::Instant now,
                  double dice);
// Counts it. `ends_failing`: what failed before is over; not where the message was sent before that failed.
void note_delivery(EndpointState& state, inventory::Instant now, bool ends_failing);
// A person wants it to go on.
void note_resumption(EndpointState& state, const std::optional<std::uint64_t>& after);

// How long the next try is off. However the clock was set meanwhile, no longer than any pause may be.
[[nodiscard]] std::chrono::milliseconds until_next_try(const EndpointState& state, inventory::Instant now);

}  // namespace doorbuster::app
