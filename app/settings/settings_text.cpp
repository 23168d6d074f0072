// Renders the table of settings.
#include "app/settings/settings_text.hpp"

#include <fmt/format.h>

namespace doorbuster::app {
namespace {

std::string toml_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7f) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string toml_value(const Setting& setting, const Settings& settings) {
  const std::string value = setting.show(settings);
  return setting.type == SettingType::text ? toml_text(value) : value;
}

constexpr std::string_view page_head = R"(# Settings

Every setting of `doorbuster serve`, in the three ways to set it. A flag beats the environment, the environment beats
the configuration file, and that beats the default. A setting that doesn't exist is an error, wherever it stands.

The configuration file is TOML with one key for each setting. `--config FILE` names it, or the variable
`DOORBUSTER_CONFIG`. `doorbuster serve --check-config` says what is in force and where it came from; its output is
itself a configuration file. This page is the output of `doorbuster settings`.

| Flag | In the file | Environment | What it may be | Default | What it is |
|---|---|---|---|---|---|
)";

constexpr std::string_view example_head =
    R"(# The configuration of `doorbuster serve`. Each setting stands here with its default: take away the # to change
# one. Flags and the environment go before this file.
# `doorbuster serve --config THIS --check-config` says what is in force.
)";

}  // namespace

std::string effective_settings_text(const ResolvedSettings& resolved) {
  std::string text = "# Settings in force, and where each came from.\n";
  for (const Setting& setting : all_settings()) {
    const std::string line = fmt::format("{} = {}", setting.toml_key(), toml_value(setting, resolved.settings));
    text += fmt::format("{:<40} # {}\n", line, resolved.origins.at(setting.name));
  }
  return text;
}

std::string settings_example() {
  const Settings defaults;
  std::string text{example_head};
  for (const Setting& setting : all_settings()) {
    text += fmt::format("\n# {}\n# It may be: {}.\n#{} = {}\n", setting.help, setting.range, setting.toml_key(),
                        toml_value(setting, defaults));
  }
  return text;
}

std::string settings_page() {
  const Settings defaults;
  std::string page{page_head};
  for (const Setting& setting : all_settings()) {
    page += fmt::format("| `{} {}` | `{}` | `{}` | {} | `{}` | {} |\n", setting.flag(), setting.value_name,
                        setting.toml_key(), setting.variable(), setting.range, setting.show(defaults), setting.help);
  }
  return page;
}

}  // namespace doorbuster::app
