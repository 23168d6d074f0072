// Room among the process's open files for the load's connections.
#pragma once

#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

// Files that are open besides.
inline constexpr unsigned other_open_files_max = 64;

// Raises the process's limit as far as is needed. Fails if the system does not allow so many.
[[nodiscard]] Outcome<void> allow_connections(unsigned connections);

}  // namespace doorbuster::loadtest
