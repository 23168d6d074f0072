// Everything that is counted, as Prometheus reads it (text format 0.0.4).
#pragma once

#include "net/pages/server_state.hpp"

namespace doorbuster::net {

[[nodiscard]] HttpResponse metrics_page(const ServerState& server);

}  // namespace doorbuster::net
