// Where the server under test is.
#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

struct Endpoint {
  sockaddr_storage address{};
  socklen_t address_bytes = 0;
  std::string host;    // what the Host field says
  std::string fields;  // of every request, without the last line's end: Host, and with a key Authorization
};

// Reads "http://HOST:PORT" (a path of "/" may follow; without a port: 80) and looks the name up. `key` is the API key
// that goes with every request; empty: none.
[[nodiscard]] Outcome<Endpoint> find_endpoint(std::string_view target, std::string_view key = {});

}  // namespace doorbuster::loadtest
