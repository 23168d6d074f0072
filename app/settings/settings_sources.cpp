// Lays the sources over each other, weakest first, and gathers everything that is wrong with them.
#include "app/settings/settings_sources.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "app/nearest.hpp"
#include "app/settings/config_file.hpp"

namespace doorbuster::app {
namespace {

using NameOf = std::string (Setting::*)() const;

const Setting* find_by(NameOf name_of, std::string_view name) {
  const auto table = all_settings();
  const auto found = std::find_if(table.begin(), table.end(), [&](const Setting& s) { return (s.*name_of)() == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string unknown_sentence(const std::string& place, std::string_view name, NameOf name_of) {
  std::vector<std::string> names;
  for (const Setting& setting : all_settings()) names.push_back((setting.*name_of)());
  const auto suggestion = nearest(name, names);
  if (suggestion.empty()) {
    return fmt::format("{}: there is no setting \"{}\"; doorbuster settings lists them all.", place, name);
  }
  return fmt::format("{}: there is no setting \"{}\"; did you mean \"{}\"?", place, name, suggestion);
}

void take(ResolvedSettings& resolved, const Setting& setting, std::string_view value, const std::string& origin) {
  if (const auto problem = setting.assign(resolved.settings, value)) {
    resolved.errors.push_back(fmt::format("{}: {} {}.", origin, setting.toml_key(), *problem));
    return;
  }
  resolved.origins[setting.name] = origin;
}

void take_config_file(ResolvedSettings& resolved, const std::string& path) {
  const auto file = read_config_file(path);
  if (!file) {
    resolved.errors.push_back(file.error().message);
    return;
  }
  for (const ConfigEntry& entry : *file) {
    const Setting* setting = find_by(&Setting::toml_key, entry.key);
    if (setting == nullptr) {
      resolved.errors.push_back(unknown_sentence(entry.place, entry.key, &Setting::toml_key));
    } else if (setting->type != entry.type) {
      resolved.errors.push_back(
          fmt::format("{}: {} takes {}.", entry.place, entry.key,
                      setting->type == SettingType::text ? "a text in quotes" : "a whole number"));
    } else {
      take(resolved, *setting, entry.value, entry.place);
    }
  }
}

bool is_no_setting(std::string_view variable) {
  return variable == config_variable || variable == client_key_variable || variable == client_url_variable ||
         variable == webhooks_metrics_variable;
}

void take_environment(ResolvedSettings& resolved, const SettingSources& sources) {
  for (const auto& [variable, value] : sources.environment) {
    if (!variable.starts_with(variable_prefix) || is_no_setting(variable)) continue;
    if (const Setting* setting = find_by(&Setting::variable, variable)) {
      take(resolved, *setting, value, "environment " + variable);
    } else {
      resolved.errors.push_back(unknown_sentence("environment", variable, &Setting::variable));
    }
  }
}

void check_access(ResolvedSettings& resolved) {
  const Settings& settings = resolved.settings;
  if (!settings.keys.empty() || is_loopback(settings.listen)) return;
  resolved.errors.push_back(fmt::format(
      "{}: listen is {}, which is not a loopback address, and without API keys the server listens on loopback only. "
      "Use 127.0.0.1:{}, or make keys (doorbuster keys create --help).",
      resolved.origins.at("listen"), to_text(settings.listen), settings.listen.port));
}

void check_tls(ResolvedSettings& resolved) {
  const net::ServerOptions& server = resolved.settings.server;
  if (server.tls_certificate.empty() == server.tls_key.empty()) return;
  const bool lacks_key = server.tls_key.empty();
  resolved.errors.push_back(fmt::format("{}: {} needs {} too; without both, the server speaks plain HTTP.",
                                        resolved.origins.at(lacks_key ? "tls-certificate" : "tls-key"),
                                        lacks_key ? "tls_certificate" : "tls_key",
                                        lacks_key ? "tls_key" : "tls_certificate"));
}

// What no setting can tell by itself.
void check_together(ResolvedSettings& resolved) {
  check_access(resolved);
  check_tls(resolved);
}

std::string config_path_of(const SettingSources& sources) {
  if (!sources.config_path.empty()) return sources.config_path;
  for (const auto& [variable, value] : sources.environment) {
    if (variable == config_variable) return value;
  }
  return {};
}

}  // namespace

ResolvedSettings resolve_settings(const SettingSources& sources) {
  ResolvedSettings resolved;
  for (const Setting& setting : all_settings()) resolved.origins[setting.name] = "default";
  if (const std::string path = config_path_of(sources); !path.empty()) take_config_file(resolved, path);
  take_environment(resolved, sources);
  for (const auto& [name, value] : sources.flags) {
    const Setting& setting = setting_named(name);
    take(resolved, setting, value, "flag " + setting.flag());
  }
  check_together(resolved);
  return resolved;
}

std::vector<std::pair<std::string, std::string>> process_environment() {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text{*entry};
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

}  // namespace doorbuster::app
