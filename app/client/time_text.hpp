// Times and lengths of time as people write them on a command line.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/core.hpp"

namespace doorbuster::app {

// "90s", "15m", "2h", "7d", one unit alone; a bare number is seconds. At most ten years, at least a second.
[[nodiscard]] std::optional<std::chrono::seconds> parse_length(std::string_view text);

// RFC 3339 with any offset, "now", or "+2h": so long after now.
[[nodiscard]] std::optional<inventory::Instant> parse_time(std::string_view text, inventory::Instant now);
inline constexpr const char* time_rule = "RFC 3339 such as 2027-11-11T00:00:00+08:00, or now, or +2h";

// "2027-11-11T00:00:00.000Z"
[[nodiscard]] std::string to_rfc3339(inventory::Instant at);
[[nodiscard]] inventory::Instant time_now();

// "2 h 5 min", "45 s", in at most two units.
[[nodiscard]] std::string in_words(std::chrono::seconds length);

}  // namespace doorbuster::app
