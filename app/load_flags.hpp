// The flags of `doorbuster load`: one for each member of the harness's options.
#pragma once

#include <CLI/CLI.hpp>

#include "loadtest/loadtest.hpp"

namespace doorbuster::app {

// `options` outlives the parsing of `command`; its values at the time of the call are the defaults that help shows.
void add_load_flags(CLI::App& command, loadtest::LoadOptions& options);

}  // namespace doorbuster::app
