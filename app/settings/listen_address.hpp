// The address that a server is told to listen on, as people write it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/core.hpp"

namespace doorbuster::app {

struct ListenAddress {
  std::string host;  // numeric: "127.0.0.1", or "::1" without its brackets
  std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080" or "localhost:8080" (which means 127.0.0.1); port 0 asks for any free one.
// Other names are refused: which of a name's addresses was meant is for a person to say.
[[nodiscard]] core::Result<ListenAddress> parse_listen_address(std::string_view text);

// The same, written back; IPv6 in brackets.
[[nodiscard]] std::string to_text(const ListenAddress& address);

// 127.0.0.0/8 or ::1: reachable from this machine alone.
[[nodiscard]] bool is_loopback(const ListenAddress& address);

}  // namespace doorbuster::app
