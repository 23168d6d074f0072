// What a person asks of endpoints beside the process that serves them.
#pragma once

#include <string>

#include "app/client/api_client.hpp"
#include "app/webhooks/webhooks_run.hpp"

namespace doorbuster::app {

// How each endpoint does; `as_json`: a line of JSON each.
[[nodiscard]] Outcome<void> show_webhooks(const WebhookPlaces& places, const ServerAccess& access, bool as_json);
// `after`: a position, "latest", or empty for where it stands.
[[nodiscard]] Outcome<void> resume_webhook(const WebhookPlaces& places, const ServerAccess& access,
                                           const std::string& endpoint, const std::string& after);
// Sends one message of the type `webhook_test`, once.
[[nodiscard]] Outcome<void> test_webhook(const WebhookPlaces& places, const std::string& endpoint);
[[nodiscard]] Outcome<void> print_webhook_secret();

}  // namespace doorbuster::app
