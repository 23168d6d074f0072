// How endpoints do, as a table and as JSON. Never with a URL, which may hold a word that is a secret.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/endpoint_state.hpp"

namespace doorbuster::app {

struct EndpointStatus {
  std::string name;
  bool enabled = true;
  std::optional<EndpointState> state;   // nothing: it has never been served
  std::optional<std::uint64_t> newest;  // the server's newest position; nothing: not known
};

// "delivers", "fails", "new", "off", or why it is disabled.
[[nodiscard]] std::string condition_of(const EndpointStatus& status);
// How many positions it stands behind the newest; nothing where either isn't known.
[[nodiscard]] std::optional<std::uint64_t> behind(const EndpointStatus& status);
[[nodiscard]] std::string status_table(std::span<const EndpointStatus> all, inventory::Instant now);
[[nodiscard]] std::string status_lines(std::span<const EndpointStatus> all);

}  // namespace doorbuster::app
