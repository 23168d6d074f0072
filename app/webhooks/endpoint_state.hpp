// How far an endpoint has come, and how it does: what must outlive the process. As a value, and as JSON.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/webhooks/message.hpp"

namespace doorbuster::app {

// Why nothing is sent to an endpoint until a person resumes it.
enum class Disabled : std::uint8_t {
  no,
  gone,           // it answered 410
  gave_up,        // it failed for longer than RetryRules::give_up
  events_gone,    // the server no longer keeps the events that are due
  other_journal,  // the server's event at this place is not the one that was sent
};

struct EndpointState {
  std::uint64_t position = 0;       // all that the endpoint wants up to here has been delivered
  std::optional<EventMark> last{};  // the last event of those, to know its journal by
  std::uint64_t delivered = 0;      // messages; some more than once
  std::optional<inventory::Instant> delivered_at{};

  // While it fails; a delivery ends that.
  std::uint32_t tries = 0;          // that failed, one after the other
  std::optional<inventory::Instant> failing_since{};
  std::optional<inventory::Instant> next_try{};
  std::string last_error{};         // a phrase; kept when that is over

  Disabled disabled = Disabled::no;

  friend bool operator==(const EndpointState&, const EndpointState&) = default;
};

[[nodiscard]] std::string_view name_of(Disabled why);  // "gave_up"

[[nodiscard]] std::string to_json(const EndpointState& state);
// Nothing for what to_json() hasn't written.
[[nodiscard]] std::optional<EndpointState> parse_endpoint_state(std::string_view json);

}  // namespace doorbuster::app
