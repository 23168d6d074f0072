// doorbuster settings: the page about every setting.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/settings_text.hpp"

namespace doorbuster::app {

void add_settings_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("settings", "Explain every setting of serve, in Markdown");
  command->callback([&chosen] {
    chosen = [] {
      fmt::print("{}", settings_page());
      return ExitCode::ok;
    };
  });
}

}  // namespace doorbuster::app
