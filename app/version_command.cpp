// doorbuster version: what this program is made of. CMake hands in what it found.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/version.hpp"

namespace doorbuster::app {

void add_version_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("version", "Say which version this is and what it was built with");
  when_chosen(*command, chosen, [] {
    fmt::print("doorbuster {}\ncompiler   GCC {}\nbuild type {}\nlibraries  {}\n", version, __VERSION__, build_type,
               libraries);
    return ExitCode::ok;
  });
}

}  // namespace doorbuster::app
