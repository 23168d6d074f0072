// Addresses and networks as text. Numeric ones alone: no name is ever looked up.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/rate_limit_options.hpp"

namespace doorbuster::net {

// "192.0.2.7" or "2001:db8::7".
[[nodiscard]] std::optional<ClientAddress> parse_address(std::string_view text);
// As a proxy names a client: also with a port, "192.0.2.7:4711" or "[2001:db8::7]:4711", or in brackets without one.
[[nodiscard]] std::optional<ClientAddress> parse_node(std::string_view text);

// "10.0.0.0/8, 2001:db8::/32, 192.0.2.7": networks and single addresses; nothing if one is malformed, or has bits set
// after its prefix. And the same written back.
[[nodiscard]] std::optional<std::vector<Network>> parse_networks(std::string_view text);
[[nodiscard]] std::string to_text(const std::vector<Network>& networks);

}  // namespace doorbuster::net
