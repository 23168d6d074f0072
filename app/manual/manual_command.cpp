// doorbuster manual and doorbuster completion: what a package installs beside the program, made by itself.
#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>

#include "app/commands.hpp"
#include "app/manual/completion.hpp"
#include "app/manual/manual_page.hpp"

namespace doorbuster::app {
namespace {

constexpr const char* manual_footer = R"(Example:
  doorbuster manual | man -l -)";

constexpr const char* completion_footer = R"(Examples:
  source <(doorbuster completion bash)                     for this shell
  doorbuster completion zsh > ~/.zsh/completion/_doorbuster)";

}  // namespace

void add_manual_command(CLI::App& program, Action& chosen) {
  CLI::App* command = program.add_subcommand("manual", "Print the manual page, for man");
  command->footer(manual_footer);
  when_chosen(*command, chosen, [&program] {
    fmt::print("{}", manual_page(command_tree(program)));
    return ExitCode::ok;
  });
}

void add_completion_command(CLI::App& program, Action& chosen) {
  using Make = std::string (*)(const std::vector<CommandWords>&);
  static const std::map<std::string, Make> shells{{"bash", bash_completion}, {"zsh", zsh_completion}};
  CLI::App* command = program.add_subcommand("completion", "Print what completes this command line in a shell");
  command->footer(completion_footer);
  const auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash or zsh")
      ->required()
      ->type_name("")
      ->check(CLI::IsMember({"bash", "zsh"}).description(""));
  when_chosen(*command, chosen, [&program, shell] {
    fmt::print("{}", shells.at(*shell)(command_tree(program)));
    return ExitCode::ok;
  });
}

}  // namespace doorbuster::app
