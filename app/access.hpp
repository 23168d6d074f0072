// Who may come to a server: its keys, read at the start and again while it runs, and what is said of them.
#pragma once

#include <memory>

#include "app/settings.hpp"
#include "core/core.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

// Null where the settings name no key file.
[[nodiscard]] core::Result<std::shared_ptr<const net::AccessTable>> load_access(const Settings& settings);

// The line of the start; a warning besides, where keys would travel for all to read.
void say_access(const Settings& settings, const net::AccessTable* access);

// Where the settings name a key file: puts the keys that it has now in force. If it can't be read, complains, and the
// old ones stay.
void reload_access(const Settings& settings, net::Server& server);

}  // namespace doorbuster::app
