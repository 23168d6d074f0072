// The subcommands: each adds its flags and its help to the command line, and sets `chosen` to what it would do when
// it was the one that was asked for.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <utility>

#include "app/exit_codes.hpp"

namespace doorbuster::app {

using Action = std::function<ExitCode()>;

// If `command` is the one that is asked for, `action` is what it does.
inline void when_chosen(CLI::App& command, Action& chosen, Action action) {
  command.callback([&chosen, action = std::move(action)] { chosen = action; });
}

void add_serve_command(CLI::App& program, Action& chosen);
void add_journal_command(CLI::App& program, Action& chosen);
void add_keys_command(CLI::App& program, Action& chosen);
void add_load_command(CLI::App& program, Action& chosen);
void add_sale_command(CLI::App& program, Action& chosen);
void add_stock_command(CLI::App& program, Action& chosen);
void add_order_command(CLI::App& program, Action& chosen);
void add_forget_command(CLI::App& program, Action& chosen);
void add_sink_command(CLI::App& program, Action& chosen);
void add_tail_command(CLI::App& program, Action& chosen);
void add_top_command(CLI::App& program, Action& chosen);
void add_webhooks_command(CLI::App& program, Action& chosen);
void add_manual_command(CLI::App& program, Action& chosen);
void add_completion_command(CLI::App& program, Action& chosen);
void add_settings_command(CLI::App& program, Action& chosen);
void add_version_command(CLI::App& program, Action& chosen);

}  // namespace doorbuster::app
