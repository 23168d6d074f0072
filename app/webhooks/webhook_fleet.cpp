// Threads, and the first fault of any.
#include "app/webhooks/webhook_fleet.hpp"

namespace doorbuster::app {

std::size_t WebhookFleet::start(const WebhooksConfig& config) {
  around_.meters.show(config);
  for (const Endpoint& endpoint : config.endpoints) {
    if (!endpoint.enabled) continue;
    auto& worker = *workers_.emplace_back(std::make_unique<EndpointWorker>(endpoint, config.retry, around_));
    threads_.emplace_back([this, &worker](const std::stop_token& stop) {
      const auto done = worker.run(stop);
      const std::scoped_lock lock(mutex_);
      if (!done && !fault_) fault_ = done.error();
    });
  }
  return workers_.size();
}

void WebhookFleet::stop() {
  for (auto& thread : threads_) thread.request_stop();
  threads_.clear();
  workers_.clear();
}

std::optional<Fault> WebhookFleet::fault() {
  const std::scoped_lock lock(mutex_);
  return fault_;
}

}  // namespace doorbuster::app
