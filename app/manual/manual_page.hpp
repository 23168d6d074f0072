// doorbuster(1), made from the command line's own help.
#pragma once

#include <string>
#include <vector>

#include "app/manual/command_tree.hpp"

namespace doorbuster::app {

[[nodiscard]] std::string manual_page(const std::vector<CommandWords>& tree);

}  // namespace doorbuster::app
