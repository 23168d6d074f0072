// doorbuster webhooks run: endpoints served until a signal says otherwise.
#pragma once

#include <chrono>
#include <string>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

// Where the commands find what there is to know of endpoints, and where they tell of it.
struct WebhookPlaces {
  std::string endpoints = "webhooks.toml";
  std::string state = "webhooks-state";
  std::string metrics{};  // where to listen for who scrapes; empty: nowhere
};

// Until SIGTERM or SIGINT, or a fault that trying again doesn't mend; SIGHUP has it read the endpoints again. A server
// that goes away is waited for, but for one that isn't there at the start. To be called before any thread is started.
[[nodiscard]] Outcome<void> run_webhooks(const WebhookPlaces& places, std::chrono::milliseconds poll,
                                         const ServerAccess& access);

}  // namespace doorbuster::app
