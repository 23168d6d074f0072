// Signals are waited for here, and endpoints served elsewhere.
#include "app/webhooks/webhooks_run.hpp"

#include <fmt/format.h>

#include "app/client/event_page.hpp"
#include "app/console.hpp"
#include "app/process/reload_signal.hpp"
#include "app/process/stop_signals.hpp"
#include "app/webhooks/endpoints_file.hpp"
#include "app/webhooks/metrics_listener.hpp"
#include "app/webhooks/webhook_fleet.hpp"

namespace doorbuster::app {
namespace {

constexpr std::chrono::milliseconds between_looks{100};

void tell_endpoints(std::size_t served, const WebhooksConfig& config) {
  const std::size_t off = config.endpoints.size() - served;
  say("webhooks", fmt::format("{} {} served{}", served, served == 1 ? "endpoint" : "endpoints",
                              off == 0 ? "" : fmt::format(", {} not enabled", off)));
}

void serve_anew(WebhookFleet& fleet, const std::string& path) {
  const auto config = read_endpoints_file(path);
  if (!config) {
    complain(config.error().sentence + " The endpoints stay as they were.");
    return;
  }
  fleet.stop();
  tell_endpoints(fleet.start(*config), *config);
}

}  // namespace

Outcome<void> run_webhooks(const WebhookPlaces& places, std::chrono::milliseconds poll, const ServerAccess& access) {
  StopSignals stop;
  ReloadSignal reload(true);
  const auto config = read_endpoints_file(places.endpoints);
  if (!config) return config.error();
  StateFolder folder(places.state);
  if (auto taken = folder.take(); !taken) return taken.error();
  HttpSession server(access);
  if (const auto there = newest_position(server); !there) return there.error();

  WebhookMeters meters;
  std::unique_ptr<MetricsListener> metrics;
  if (!places.metrics.empty()) {
    auto started = MetricsListener::start(places.metrics, meters, access);
    if (!started) return started.error();
    metrics = std::move(*started);
    say("metrics", metrics->url());
  }
  WebhookFleet fleet({.server = access, .folder = folder, .meters = meters, .poll = poll});
  reload.on_signal([&] { serve_anew(fleet, places.endpoints); });
  tell_endpoints(fleet.start(*config), *config);
  std::optional<Fault> fault;
  while (!fault && !stop.wait(between_looks)) {
    reload.poll();
    fault = fleet.fault();
  }
  fleet.stop();
  fault = fleet.fault();
  return fault ? Outcome<void>(*fault) : Outcome<void>();
}

}  // namespace doorbuster::app
