// What a server takes of memory at most, for an operator to hold against the machine.
#pragma once

#include <string>

#include "app/settings/settings.hpp"

namespace doorbuster::app {

// Lines that are comments in TOML: each part in MiB, their sum, and what the machine has. `keys_sign`: some API keys
// do.
[[nodiscard]] std::string memory_budget_text(const Settings& settings, bool keys_sign);

}  // namespace doorbuster::app
