// The command line: picks the subcommand, runs it, and says how it ended.
#pragma once

#include "app/exit_codes.hpp"

namespace doorbuster::app {

// Everything that the program does. `argv` as main() got it.
[[nodiscard]] ExitCode run_command_line(int argc, const char* const* argv);

}  // namespace doorbuster::app
