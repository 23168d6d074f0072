// Looks into the files that the serving process keeps, and leaves wishes there.
#include "app/webhooks/webhooks_actions.hpp"

#include <fmt/format.h>

#include <charconv>
#include <random>

#include "app/client/event_page.hpp"
#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "app/console.hpp"
#include "app/webhooks/endpoints_file.hpp"
#include "app/webhooks/state_folder.hpp"
#include "app/webhooks/status_text.hpp"
#include "app/webhooks/webhook_sender.hpp"

namespace doorbuster::app {
namespace {

Fault wrong(std::string sentence) { return {.code = ExitCode::configuration, .sentence = std::move(sentence)}; }

Outcome<Endpoint> endpoint_in(const std::string& path, const std::string& name) {
  const auto config = read_endpoints_file(path);
  if (!config) return config.error();
  if (const Endpoint* found = config->endpoint(name)) return *found;
  return wrong(fmt::format("{} has no endpoint \"{}\"; doorbuster webhooks status shows all.", path, name));
}

Outcome<std::optional<std::uint64_t>> position_meant(const std::string& after, const ServerAccess& access) {
  if (after.empty()) return std::optional<std::uint64_t>{};
  if (after == "latest") {
    HttpSession server(access);
    const auto newest = newest_position(server);
    if (!newest) return newest.error();
    return std::optional(*newest);
  }
  std::uint64_t position = 0;
  const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), position);
  if (error == std::errc{} && end == after.data() + after.size()) return std::optional(position);
  return wrong(fmt::format("--after {} is neither a position, a whole number, nor latest.", after));
}

}  // namespace

Outcome<void> show_webhooks(const WebhookPlaces& places, const ServerAccess& access, bool as_json) {
  const auto config = read_endpoints_file(places.endpoints);
  if (!config) return config.error();
  HttpSession server(access);
  const auto newest = newest_position(server);
  if (!newest) complain(newest.error().sentence + " So how far behind the endpoints are is not known.");
  const StateFolder folder(places.state);
  std::vector<EndpointStatus> all;
  for (const Endpoint& endpoint : config->endpoints) {
    auto state = folder.load(endpoint.name);
    if (!state) return state.error();
    all.push_back({.name = endpoint.name, .enabled = endpoint.enabled, .state = *state,
                   .newest = newest ? std::optional(*newest) : std::nullopt});
  }
  fmt::print("{}", as_json ? status_lines(all) : status_table(all, time_now()));
  return {};
}

Outcome<void> resume_webhook(const WebhookPlaces& places, const ServerAccess& access, const std::string& endpoint,
                             const std::string& after) {
  if (auto known = endpoint_in(places.endpoints, endpoint); !known) return known.error();
  const auto position = position_meant(after, access);
  if (!position) return position.error();
  if (auto asked = StateFolder(places.state).ask_to_resume(endpoint, {*position}); !asked) return asked;
  fmt::print("{} goes on{}. A running doorbuster webhooks run takes that in within a second, else the next one does.\n",
             endpoint,
             *position ? fmt::format(" after position {}", grouped(static_cast<std::int64_t>(**position))) : "");
  return {};
}

Outcome<void> test_webhook(const WebhookPlaces& places, const std::string& name) {
  const auto endpoint = endpoint_in(places.endpoints, name);
  if (!endpoint) return endpoint.error();
  WebhookSender sender(*endpoint);
  std::random_device dice;
  const auto now = time_now();
  const Message message = test_message(name, now, std::uint64_t{dice()} << 32 | dice());
  sender.start(0, message, now.ms / 1'000);
  std::vector<WebhookSender::Finished> finished;
  while (finished.empty()) finished = sender.wait(endpoint->timeout);
  const TryResult& result = finished.front().result;
  if (!result.delivered()) {
    return Fault{.code = result.status == 0 ? ExitCode::unavailable : ExitCode::refused,
                 .sentence = fmt::format("{} did not take the test event {}: {}.", name, message.id, result.phrase())};
  }
  fmt::print("{} took the test event {}: {}, within {} ms.\n", name, message.id, result.phrase(),
             time_now().ms - now.ms);
  return {};
}

Outcome<void> print_webhook_secret() {
  const auto secret = make_webhook_secret();
  if (!secret) return Fault{ExitCode::internal_error, "No secret could be made: libcrypto has no randomness."};
  fmt::print("{}\n", *secret);
  return {};
}

}  // namespace doorbuster::app
