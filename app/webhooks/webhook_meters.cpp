// Counters without a lock, the rest under one that is held for a copy.
#include "app/webhooks/webhook_meters.hpp"

namespace doorbuster::app {

void EndpointMeter::count(const TryResult& ended) {
  (ended.delivered() ? delivered_ : failed_[static_cast<std::size_t>(ended.failure())]).add();
}

void EndpointMeter::tell(const EndpointState& state, const std::optional<inventory::Instant>& waits_since) {
  const std::scoped_lock lock(mutex_);
  reading_.state = state;
  reading_.waits_since = waits_since;
}

EndpointMeter::Reading EndpointMeter::reading() const {
  const std::scoped_lock lock(mutex_);
  return reading_;
}

void WebhookMeters::show(const WebhooksConfig& config) {
  const std::scoped_lock lock(mutex_);
  std::map<std::string, MeteredEndpoint> shown;
  for (const Endpoint& endpoint : config.endpoints) {
    const auto before = shown_.find(endpoint.name);
    auto meter = before != shown_.end() ? before->second.meter : std::make_shared<EndpointMeter>();
    shown[endpoint.name] = {.name = endpoint.name, .enabled = endpoint.enabled, .meter = std::move(meter)};
  }
  shown_ = std::move(shown);
}

std::shared_ptr<EndpointMeter> WebhookMeters::of(const std::string& name) const {
  const std::scoped_lock lock(mutex_);
  return shown_.at(name).meter;
}

std::vector<MeteredEndpoint> WebhookMeters::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<MeteredEndpoint> all;
  for (const auto& [name, endpoint] : shown_) all.push_back(endpoint);
  return all;
}

}  // namespace doorbuster::app
