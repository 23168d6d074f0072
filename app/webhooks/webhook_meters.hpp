// What endpoints' workers tell while they serve, for who asks at any moment. Any thread.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/webhooks/delivery_health.hpp"
#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/endpoint_state.hpp"
#include "core/core.hpp"

namespace doorbuster::app {

class EndpointMeter {
 public:
  void count(const TryResult& ended);
  // `waits_since`: when the oldest event came about that is known and not delivered; nothing: none is known.
  void tell(const EndpointState& state, const std::optional<inventory::Instant>& waits_since);

  struct Reading {
    std::optional<EndpointState> state{};  // nothing: it has not been served yet
    std::optional<inventory::Instant> waits_since{};
  };
  [[nodiscard]] Reading reading() const;
  [[nodiscard]] std::uint64_t delivered() const { return delivered_.value(); }
  [[nodiscard]] std::uint64_t failed(TryFailure why) const { return failed_[static_cast<std::size_t>(why)].value(); }

 private:
  core::Counter delivered_;
  std::array<core::Counter, try_failure_words.size()> failed_;
  mutable std::mutex mutex_;
  Reading reading_;  // under mutex_
};

struct MeteredEndpoint {
  std::string name;
  bool enabled = true;
  std::shared_ptr<EndpointMeter> meter;
};

class WebhookMeters {
 public:
  // From now on these are shown, and no others. One of a name that was shown before counts on.
  void show(const WebhooksConfig& config);
  // One that is shown.
  [[nodiscard]] std::shared_ptr<EndpointMeter> of(const std::string& name) const;
  [[nodiscard]] std::vector<MeteredEndpoint> all() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, MeteredEndpoint> shown_;  // by name; at most endpoints_max
};

}  // namespace doorbuster::app
