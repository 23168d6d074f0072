// Reads it strictly: a word that means nothing here is refused, before it is missed on the night.
#include "app/webhooks/endpoints_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/files/private_file.hpp"
#include "app/files/toml_entry.hpp"
#include "app/webhooks/endpoint_url.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::app {
namespace {

constexpr std::int64_t position_most = std::int64_t{1} << 62;
constexpr std::int64_t timeout_seconds_most = 60;
constexpr std::int64_t pause_ms_most = 60'000;
constexpr std::int64_t pause_seconds_most = 86'400;
constexpr std::int64_t give_up_seconds_most = 90 * 86'400;

template <class... Facts>
constexpr auto types_of(const std::variant<Facts...>*) {
  return std::array{Facts::type...};
}
constexpr auto known_types = types_of(static_cast<const inventory::Fact*>(nullptr));

std::vector<WebhookSecret> read_secrets(TomlEntry& entry) {
  std::vector<WebhookSecret> secrets;
  for (const std::string& text : entry.texts("secrets")) {
    const auto secret = WebhookSecret::parse(text);
    entry.require(secret.has_value(), fmt::format("One of `secrets` is none: {}.", WebhookSecret::rule));
    secrets.push_back(*secret);
  }
  entry.require(!secrets.empty() && secrets.size() <= endpoint_secrets_max,
                fmt::format("`secrets` must have 1 to {}: {}.", endpoint_secrets_max, WebhookSecret::rule));
  return secrets;
}

std::vector<std::string> read_types(TomlEntry& entry) {
  auto types = entry.texts("types");
  entry.require(!entry.has("types") || !types.empty(), "`types` is empty; leave it out for all types.");
  for (const std::string& type : types) {
    entry.require(std::ranges::count(known_types, type) == 1,
                  fmt::format("`types` has a word that is no type of event; those are {}.",
                              fmt::join(known_types, ", ")));
  }
  return types;
}

std::optional<std::uint64_t> read_after(TomlEntry& entry) {
  if (!entry.has("after")) return std::nullopt;
  return static_cast<std::uint64_t>(entry.number("after", 0, position_most));
}

Endpoint read_endpoint(const toml::node& node, const WebhooksConfig& so_far) {
  TomlEntry entry(node);
  Endpoint endpoint;
  endpoint.name = entry.text("name");
  endpoint.url = entry.text("url");
  endpoint.secrets = read_secrets(entry);
  endpoint.types = read_types(entry);
  endpoint.sale = entry.optional_text("sale");
  endpoint.after = read_after(entry);
  endpoint.in_flight = static_cast<std::size_t>(entry.number_or("in_flight", 1, endpoint_in_flight_max, 1));
  endpoint.timeout = std::chrono::seconds(
      entry.number_or("timeout_seconds", 1, timeout_seconds_most, endpoint.timeout.count()));
  endpoint.allow_private = entry.flag_or("allow_private", false);
  endpoint.ca_file = entry.optional_text("ca");
  endpoint.enabled = entry.flag_or("enabled", true);
  entry.finish();
  entry.require(inventory::is_id(endpoint.name), "`name` is 1 to 64 of A-Z a-z 0-9 . _ : -, a letter or digit first.");
  entry.require(so_far.endpoint(endpoint.name) == nullptr, "This `name` is another endpoint's already.");
  entry.require(endpoint.sale.empty() || inventory::is_id(endpoint.sale), "`sale` is no id of a sale.");
  if (const auto fault = fault_of_endpoint_url(endpoint.url, endpoint.allow_private)) entry.require(false, *fault);
  return endpoint;
}

RetryRules read_retry(const toml::node& node) {
  TomlEntry entry(node);
  RetryRules rules;
  rules.first = std::chrono::milliseconds(entry.number_or("first_ms", 1, pause_ms_most, rules.first.count()));
  rules.longest =
      std::chrono::seconds(entry.number_or("longest_seconds", 1, pause_seconds_most, rules.longest.count()));
  rules.give_up =
      std::chrono::seconds(entry.number_or("give_up_seconds", 1, give_up_seconds_most, rules.give_up.count()));
  entry.finish();
  return rules;
}

WebhooksConfig read(const toml::table& table) {
  WebhooksConfig config;
  for (const auto& [name, node] : table) {
    if (name.str() != "endpoints" && name.str() != "retry") {
      throw TomlFault{fmt::format("`{}` is unknown here.", name.str()), node.source()};
    }
  }
  if (const toml::node* retry = table.get("retry")) config.retry = read_retry(*retry);
  for_each_entry(table, "endpoints", [&](const toml::node& node) {
    if (config.endpoints.size() == endpoints_max) {
      throw TomlFault{fmt::format("There are more than {} endpoints.", endpoints_max), node.source()};
    }
    config.endpoints.push_back(read_endpoint(node, config));
  });
  return config;
}

Fault wrong(std::string sentence) { return {.code = ExitCode::configuration, .sentence = std::move(sentence)}; }

}  // namespace

const Endpoint* WebhooksConfig::endpoint(std::string_view name) const {
  const auto found = std::ranges::find(endpoints, name, &Endpoint::name);
  return found == endpoints.end() ? nullptr : &*found;
}

Outcome<WebhooksConfig> parse_endpoints(std::string_view text, const std::string& path) {
  try {
    return read(toml::parse(text, path));
  } catch (const toml::parse_error& error) {
    return wrong(told_with_line(path, error));
  } catch (const TomlFault& fault) {
    return wrong(told_with_line(path, fault));
  }
}

Outcome<WebhooksConfig> read_endpoints_file(const std::string& path) {
  const auto text = read_private_file(path, "endpoints file");
  if (!text) return wrong(text.error().message);
  return parse_endpoints(*text, path);
}

}  // namespace doorbuster::app
