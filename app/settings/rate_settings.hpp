// The settings of the rate limits: rows for the table of settings.
#pragma once

#include <vector>

#include "app/settings/setting_table.hpp"

namespace doorbuster::app {

void add_rate_limits(std::vector<Setting>& table);

}  // namespace doorbuster::app
