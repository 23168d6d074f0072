// What is known of endpoints as the families that prometheus-cpp's serializer takes.
#pragma once

#include <prometheus/metric_family.h>

#include <optional>
#include <vector>

#include "app/webhooks/webhook_meters.hpp"

namespace doorbuster::app {

// `newest`: the server's newest position; nothing: it didn't say.
[[nodiscard]] std::vector<prometheus::MetricFamily> webhook_families(const std::vector<MeteredEndpoint>& endpoints,
                                                                     const std::optional<std::uint64_t>& newest,
                                                                     inventory::Instant now);

}  // namespace doorbuster::app
