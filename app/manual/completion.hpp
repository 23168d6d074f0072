// Completion of the command line for shells, made from its tree.
#pragma once

#include <string>
#include <vector>

#include "app/manual/command_tree.hpp"

namespace doorbuster::app {

// A script for bash (bash-completion loads it by itself), and one for zsh (as _doorbuster in a folder of $fpath).
[[nodiscard]] std::string bash_completion(const std::vector<CommandWords>& tree);
[[nodiscard]] std::string zsh_completion(const std::vector<CommandWords>& tree);

}  // namespace doorbuster::app
