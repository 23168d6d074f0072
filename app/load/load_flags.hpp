// The flags of `doorbuster load`: one for each member of the harness's options.
#pragma once

#include <CLI/CLI.hpp>

#include "loadtest/loadtest.hpp"

namespace doorbuster::app {

// How a run is told of, and where its result goes besides the terminal.
struct LoadOutputs {
  bool plain = false;  // --no-tui: a line a second also on a terminal
  std::string json;    // --json: a file, or - for stdout; empty: none
  std::string report;  // --report: a file for a page of HTML, or -; empty: none
};

// `options` and `outputs` outlive the parsing of `command`; their values at the time of the call are the defaults that
// help shows.
void add_load_flags(CLI::App& command, loadtest::LoadOptions& options, LoadOutputs& outputs);

// Once `command` has been parsed: each flag that was given or has a default.
[[nodiscard]] std::vector<loadtest::UsedOption> flags_in_force(CLI::App& command);

}  // namespace doorbuster::app
