// GET /metrics of the process that delivers: figures of endpoints, for Prometheus. Without a key, and without anything
// that would need one: endpoints' names, and numbers.
#pragma once

#include <memory>
#include <string>

#include "app/client/outcome.hpp"
#include "app/client/server_access.hpp"
#include "app/webhooks/webhook_meters.hpp"

namespace doorbuster::app {

class MetricsListener {
 public:
  // Listens until it is gone, on threads of its own. `address`: as ListenAddress has it. Each scrape asks the server
  // for its newest position. `meters` outlive it.
  [[nodiscard]] static Outcome<std::unique_ptr<MetricsListener>> start(const std::string& address,
                                                                       const WebhookMeters& meters,
                                                                       ServerAccess server);
  ~MetricsListener();
  MetricsListener(const MetricsListener&) = delete;
  MetricsListener& operator=(const MetricsListener&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  struct Exposed;
  MetricsListener();

  std::unique_ptr<Exposed> exposed_;
  std::string url_;
};

}  // namespace doorbuster::app
