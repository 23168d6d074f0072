// Reads CLI11's tree.
#include "app/manual/command_tree.hpp"

namespace doorbuster::app {
namespace {

std::vector<const CLI::App*> children(const CLI::App& command) {
  return command.get_subcommands([](const CLI::App*) { return true; });
}

void add_options(const CLI::App& command, CommandWords& words) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->nonpositional()) {
      words.flags.push_back({.names = option->get_name(false, true),
                             .value = option->get_type_size() == 0 ? "" : option->get_type_name(),
                             .group = option->get_group(),
                             .help = option->get_description()});
    } else {
      words.positionals.push_back(option->get_name(true));
    }
  }
}

void walk(const CLI::App& command, const std::string& before, std::vector<CommandWords>& tree) {
  CommandWords words{.path = before + command.get_name(), .help = command.get_description(),
                     .footer = command.get_footer(), .subcommands = {}, .positionals = {}, .flags = {}};
  add_options(command, words);
  for (const CLI::App* child : children(command)) words.subcommands.push_back(child->get_name());
  const std::string path = words.path + " ";
  tree.push_back(std::move(words));
  for (const CLI::App* child : children(command)) walk(*child, path, tree);
}

}  // namespace

std::vector<CommandWords> command_tree(const CLI::App& program) {
  std::vector<CommandWords> tree;
  walk(program, "", tree);
  return tree;
}

}  // namespace doorbuster::app
