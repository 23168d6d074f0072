// The configuration file: TOML with one key for each setting. Knows TOML; knows nothing of which settings there are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/settings/setting_table.hpp"
#include "core/core.hpp"

namespace doorbuster::app {

struct ConfigEntry {
  std::string key;
  std::string value;                // an integer's digits, a text's characters
  std::optional<SettingType> type;  // what it was in the file; nothing: of a kind that no setting has
  std::string place;                // "shop.toml line 3"
};

// In the order of lines. Fails if the file can't be read or isn't TOML, saying where.
[[nodiscard]] core::Result<std::vector<ConfigEntry>> read_config_file(const std::string& path);

}  // namespace doorbuster::app
