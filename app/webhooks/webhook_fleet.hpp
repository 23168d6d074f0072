// All endpoints served at once, each by a worker on a thread of its own.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/webhooks/endpoint_worker.hpp"

namespace doorbuster::app {

class WebhookFleet {
 public:
  explicit WebhookFleet(WebhookSurroundings around) : around_(std::move(around)) {}
  ~WebhookFleet() { stop(); }
  WebhookFleet(const WebhookFleet&) = delete;
  WebhookFleet& operator=(const WebhookFleet&) = delete;

  // A worker for each endpoint that is enabled; none runs yet. How many.
  std::size_t start(const WebhooksConfig& config);
  // Returns when all have ended; what was under way had some seconds to end.
  void stop();
  // The first fault that ended a worker; nothing: all work.
  [[nodiscard]] std::optional<Fault> fault();

 private:
  const WebhookSurroundings around_;
  std::mutex mutex_;
  std::optional<Fault> fault_;  // under mutex_
  std::vector<std::unique_ptr<EndpointWorker>> workers_;
  std::vector<std::jthread> threads_;
};

}  // namespace doorbuster::app
