// Everything that is counted, as Prometheus reads it: text format 0.0.4, or OpenMetrics for who asks for it.
#pragma once

#include <string_view>

#include "net/pages/server_state.hpp"

namespace doorbuster::net {

// `accept` is the request's field; empty where it has none. Of stock it shows that of `merchant`, and waits for nobody.
[[nodiscard]] HttpResponse metrics_page(ServerState& server, inventory::MerchantId merchant, std::string_view accept);

}  // namespace doorbuster::net
