// A server's life: open the data directory, listen, replay the journal, serve until told to stop, drain.
#pragma once

#include "app/exit_codes.hpp"
#include "app/settings/settings.hpp"

namespace doorbuster::app {

// Blocks until SIGTERM, SIGINT or a failure. Tells people on stdout what it has and does, logs to stderr. Call it
// before any other thread starts.
[[nodiscard]] ExitCode serve(const Settings& settings);

}  // namespace doorbuster::app
