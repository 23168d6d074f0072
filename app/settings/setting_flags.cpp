// Makes a flag of a setting; its value is checked later, together with those of the other sources.
#include "app/settings/setting_flags.hpp"

#include <fmt/format.h>

namespace doorbuster::app {

void add_setting_flag(CLI::App& command, const Setting& setting, FlagValues& values) {
  static const Settings defaults;
  const auto keep = [&values, name = setting.name](const std::string& value) { values[name] = value; };
  command
      .add_option_function<std::string>(
          setting.flag(), keep,
          fmt::format("{}\n[{}; default {}]", setting.help, setting.range, setting.show(defaults)))
      ->type_name(setting.value_name)
      ->group("Settings");
}

}  // namespace doorbuster::app
