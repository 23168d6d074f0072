// Room for as many open connections as the settings allow.
#pragma once

#include <cstdint>

namespace doorbuster::app {

// Raises this process's soft limit on open files (RLIMIT_NOFILE) to what `connections` need, as far as the hard limit
// lets it; logs a warning where that is not enough.
void raise_descriptor_limit(std::uint32_t connections);

}  // namespace doorbuster::app
