// Times as text (RFC 3339): read with any offset, written in UTC with milliseconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "inventory/inventory.hpp"

namespace doorbuster::net {

// The instants that can be told: years 1970 to 9999, in UTC.
inline constexpr inventory::Instant earliest_instant{0};
inline constexpr inventory::Instant latest_instant{253'402'300'799'999};

// "2026-11-11T08:00:00.1234+08:00"; `t` and `z` may be small, as the RFC has it. Finer than milliseconds is cut. No
// leap seconds: second 60 names no instant of a count that has none. Nothing for all else, or outside the range above.
[[nodiscard]] std::optional<inventory::Instant> parse_rfc3339(std::string_view text);

// "2026-11-11T00:00:00.000Z". An instant outside the range above is told as the nearest end of it.
void append_rfc3339(std::string& out, inventory::Instant at);

}  // namespace doorbuster::net
