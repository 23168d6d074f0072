// Settings as flags of a subcommand.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>

#include "app/settings/setting_table.hpp"

namespace doorbuster::app {

// What was given on the command line, by a setting's name.
using FlagValues = std::map<std::string, std::string>;

// `values` outlives the parsing of `command`.
void add_setting_flag(CLI::App& command, const Setting& setting, FlagValues& values);

}  // namespace doorbuster::app
