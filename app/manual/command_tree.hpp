// The command line walked as a tree: what the manual page and the shells' completion are made from.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace doorbuster::app {

struct FlagWords {
  std::string names;   // "-h,--help"
  std::string value;   // "FILE"; empty: it takes none
  std::string group;   // its heading
  std::string help;
};

struct CommandWords {
  std::string path;  // "doorbuster sale create"
  std::string help;
  std::string footer;
  std::vector<std::string> subcommands;
  std::vector<std::string> positionals;  // "SALE"
  std::vector<FlagWords> flags;
};

// `program` and all below it, each before its own subcommands.
[[nodiscard]] std::vector<CommandWords> command_tree(const CLI::App& program);

}  // namespace doorbuster::app
