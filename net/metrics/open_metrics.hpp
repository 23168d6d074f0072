// The exposition in OpenMetrics 1.0 (https://prometheus.io/docs/specs/om/open_metrics_spec/), for scrapers that ask
// for it.
#pragma once

#include <string>
#include <string_view>

namespace doorbuster::net {

inline constexpr std::string_view open_metrics_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";

// `text` is Prometheus' text format 0.0.4 as its serializer writes it: families in order, each with HELP and TYPE, the
// counters' samples named …_total.
[[nodiscard]] std::string as_open_metrics(std::string_view text);

}  // namespace doorbuster::net
