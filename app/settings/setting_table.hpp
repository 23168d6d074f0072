// Every setting of a server, once: flags, environment variables, the configuration file, --check-config and
// docs/settings.md are all made from this table.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/settings/settings.hpp"

namespace doorbuster::app {

enum class SettingType : std::uint8_t { text, integer };

struct Setting {
  std::string name;        // "io-threads"
  SettingType type{};      // what the configuration file must give
  std::string value_name;  // what stands for the value in help: "N"
  std::string range;       // what it may be, for people: "0 to 256"
  std::string help;        // a phrase
  // Takes the value, or says why not (a phrase that follows the setting's name) and leaves `settings` as they were.
  std::function<std::optional<std::string>(Settings& settings, std::string_view value)> assign;
  // The value as assign() would take it.
  std::function<std::string(const Settings& settings)> show;

  [[nodiscard]] std::string flag() const;      // "--io-threads"
  [[nodiscard]] std::string variable() const;  // "DOORBUSTER_IO_THREADS"
  [[nodiscard]] std::string toml_key() const;  // "io_threads"
};

inline constexpr std::string_view variable_prefix = "DOORBUSTER_";

[[nodiscard]] std::span<const Setting> all_settings();
// Asserts that there is one.
[[nodiscard]] const Setting& setting_named(std::string_view name);

}  // namespace doorbuster::app
