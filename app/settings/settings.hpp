// What a server can be told: the options of the parts it is made of, with the parts' own defaults.
// Which of them people can set, how they are called and what they may be, is in setting_table.cpp.
#pragma once

#include <chrono>
#include <string>

#include "app/settings/listen_address.hpp"
#include "core/core.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

struct Settings {
  std::string data = "doorbuster-data";
  ListenAddress listen{"127.0.0.1", 8080};  // takes the place of server.host and server.port; without
                                            // keys it must be a loopback one
  std::string keys;                         // a file (app/keys/key_file.hpp); empty: no keys
  core::WriteEngine write_engine = core::WriteEngine::best;
  core::JournalOptions journal;
  inventory::Capacity capacity;
  core::EngineOptions engine;
  net::ServerOptions server;
  std::chrono::milliseconds drain_patience{30'000};
  std::string log_level = "info";
};

}  // namespace doorbuster::app
