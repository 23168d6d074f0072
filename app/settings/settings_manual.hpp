// doorbuster.toml(5): the manual page of the configuration file.
#pragma once

#include <string>

namespace doorbuster::app {

[[nodiscard]] std::string settings_manual();

}  // namespace doorbuster::app
