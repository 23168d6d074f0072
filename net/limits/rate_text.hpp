// Rates as people write them: "50/s burst 100".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/rate_limit_options.hpp"

namespace doorbuster::net {

// TOKENS/UNIT, the unit s, min or h, and then perhaps "burst" and a number; without it the burst is TOKENS. Nothing for
// any other text, or a number out of its range (net::Rate).
[[nodiscard]] std::optional<Rate> parse_rate(std::string_view text);
[[nodiscard]] std::string to_text(const Rate& rate);

}  // namespace doorbuster::net
