// A family for each figure, a sample in it for each endpoint.
#include "app/webhooks/webhook_families.hpp"

#include <algorithm>
#include <array>

#include "app/webhooks/status_text.hpp"

namespace doorbuster::app {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr double ms_per_second = 1'000;
// As condition_of() has them.
constexpr std::array<std::string_view, 8> conditions{"delivers", "fails",   "new",         "off",
                                                     "gone",     "gave_up", "events_gone", "other_journal"};

struct Known {
  EndpointStatus status;
  std::optional<inventory::Instant> waits_since;
  const EndpointMeter* meter;
};

std::vector<Known> look(const std::vector<MeteredEndpoint>& endpoints, const std::optional<std::uint64_t>& newest) {
  std::vector<Known> all;
  for (const auto& [name, enabled, meter] : endpoints) {
    const auto reading = meter->reading();
    all.push_back({.status = {.name = name, .enabled = enabled, .state = reading.state, .newest = newest},
                   .waits_since = reading.waits_since,
                   .meter = meter.get()});
  }
  return all;
}

// How old the oldest event is that waits. Nothing: which one that is, isn't known.
std::optional<double> age(const Known& known, inventory::Instant now) {
  if (!known.status.enabled || !known.status.state) return std::nullopt;
  if (known.waits_since) {
    return static_cast<double>(std::max<std::int64_t>(0, now.ms - known.waits_since->ms)) / ms_per_second;
  }
  return known.status.state->disabled == Disabled::no ? std::optional(0.0) : std::nullopt;
}

MetricFamily family(std::string_view name, std::string_view help, MetricType type) {
  return {.name = "doorbuster_webhooks_" + std::string(name), .help = std::string(help), .type = type, .metric = {}};
}

ClientMetric& labelled(MetricFamily& family, const Known& known, std::string_view label = {},
                       std::string_view word = {}) {
  ClientMetric& metric = family.metric.emplace_back();
  metric.label.push_back({"endpoint", known.status.name});
  if (!label.empty()) metric.label.push_back({std::string(label), std::string(word)});
  return metric;
}

MetricFamily conditions_of(const std::vector<Known>& all) {
  auto shown = family("condition", "1 for how an endpoint does, 0 for what else it could.", MetricType::Gauge);
  for (const Known& known : all) {
    const std::string condition = condition_of(known.status);
    for (const auto word : conditions) {
      labelled(shown, known, "condition", word).gauge.value = word == condition ? 1 : 0;
    }
  }
  return shown;
}

MetricFamily failures_of(const std::vector<Known>& all) {
  auto shown = family("failed_tries_total", "Tries that were not answered with 2xx, by what came instead.",
                      MetricType::Counter);
  for (const Known& known : all) {
    for (std::size_t why = 0; why < try_failure_words.size(); ++why) {
      labelled(shown, known, "reason", try_failure_words[why]).counter.value =
          static_cast<double>(known.meter->failed(static_cast<TryFailure>(why)));
    }
  }
  return shown;
}

}  // namespace

std::vector<MetricFamily> webhook_families(const std::vector<MeteredEndpoint>& endpoints,
                                           const std::optional<std::uint64_t>& newest, inventory::Instant now) {
  const auto all = look(endpoints, newest);
  auto delivered = family("delivered_total", "Messages that were answered with 2xx.", MetricType::Counter);
  auto late = family("behind_events", "Positions between an endpoint's and the newest of the journal.",
                     MetricType::Gauge);
  auto waits = family("oldest_undelivered_age_seconds",
                      "How old the oldest event is that is due to an endpoint; 0: none is.", MetricType::Gauge);
  auto reachable = family("server_reachable", "1 if the server told its newest position.", MetricType::Gauge);
  for (const Known& known : all) {
    labelled(delivered, known).counter.value = static_cast<double>(known.meter->delivered());
    if (const auto count = behind(known.status)) labelled(late, known).gauge.value = static_cast<double>(*count);
    if (const auto seconds = age(known, now)) labelled(waits, known).gauge.value = *seconds;
  }
  reachable.metric.emplace_back().gauge.value = newest ? 1 : 0;
  return {delivered, failures_of(all), conditions_of(all), late, waits, reachable};
}

}  // namespace doorbuster::app
