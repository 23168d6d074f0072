// The file of endpoints: TOML, for its owner alone, since it has secrets. docs/webhooks.md says what may stand in it.
#pragma once

#include <string>
#include <string_view>

#include "app/client/outcome.hpp"
#include "app/webhooks/endpoint.hpp"

namespace doorbuster::app {

// Fails with a sentence that names `path` and the line; never with a secret.
[[nodiscard]] Outcome<WebhooksConfig> parse_endpoints(std::string_view text, const std::string& path);
[[nodiscard]] Outcome<WebhooksConfig> read_endpoints_file(const std::string& path);

}  // namespace doorbuster::app
