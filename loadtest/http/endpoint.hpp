// Where the server under test is.
#pragma once

#include <netdb.h>
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

// The first of a name's addresses at which somebody listens; the first of all where nobody does. A server may listen
// at one of them only: localhost is often ::1 as well as 127.0.0.1. Waits for two seconds an address at most.
[[nodiscard]] const addrinfo& first_that_listens(const addrinfo& addresses);

// Reads "http://HOST:PORT" (a path of "/" may follow; without a port: 80) and looks the name up. `key` is the API key
// that goes with every request; empty: none.
[[nodiscard]] Outcome<Endpoint> find_endpoint(std::string_view target, std::string_view key = {});

}  // namespace doorbuster::loadtest
