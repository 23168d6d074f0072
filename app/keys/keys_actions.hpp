// What the subcommands of `doorbuster keys` do, each on the file at `path`.
#pragma once

#include <string>

#include "app/exit_codes.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

struct KeyWish {
  std::string merchant;
  net::Role role = net::Role::monitor;
  net::KeyKind kind = net::KeyKind::bearer;
  std::string label;
};

// Prints the key, alone on its line, on stdout, and what else is to be said on stderr.
[[nodiscard]] ExitCode create_key(const std::string& path, const KeyWish& wish);
[[nodiscard]] ExitCode list_keys(const std::string& path, bool as_json);
[[nodiscard]] ExitCode revoke_key(const std::string& path, const std::string& id);

}  // namespace doorbuster::app
