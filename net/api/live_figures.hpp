// What GET /v1/live shows: a merchant's sales as they stand, and how the server does.
#pragma once

#include <string>

#include "net/access/role.hpp"
#include "net/pages/server_state.hpp"

namespace doorbuster::net {

// One line of JSON. The server's own figures are shown to roles that may see the metrics, and are null for others.
// Any thread.
[[nodiscard]] std::string live_figures(const inventory::SalesWatch& watch, Role role, const ServerState& server);

}  // namespace doorbuster::net
