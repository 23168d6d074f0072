// Where settings come from, and which wins: flags > environment > file > defaults.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/settings/setting_table.hpp"

namespace doorbuster::app {

struct SettingSources {
  std::map<std::string, std::string> flags;                      // by a setting's name
  std::vector<std::pair<std::string, std::string>> environment;  // all variables; others' are left alone
  std::string config_path;                                       // --config; empty: see config_variable
};

// Names the configuration file where there is no --config.
inline constexpr std::string_view config_variable = "DOORBUSTER_CONFIG";

// Not settings: the API key that commands and `doorbuster load` send, the server that commands ask, and where the
// process that delivers webhooks is scraped.
inline constexpr std::string_view client_key_variable = "DOORBUSTER_KEY";
inline constexpr std::string_view client_url_variable = "DOORBUSTER_URL";
inline constexpr std::string_view webhooks_metrics_variable = "DOORBUSTER_WEBHOOKS_METRICS_LISTEN";

struct ResolvedSettings {
  Settings settings;
  std::map<std::string, std::string> origins;  // by a setting's name: "flag --listen"; "default" where nothing was said
  std::vector<std::string> errors;             // a sentence each, every one that was found; empty: `settings` hold
};

[[nodiscard]] ResolvedSettings resolve_settings(const SettingSources& sources);

// The environment of this process.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> process_environment();

}  // namespace doorbuster::app
