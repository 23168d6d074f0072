// A running server that asks for API keys, and what requests say to it.
#pragma once

#include <string>

#include "running_server.hpp"
#include "tests/net/api/keys.hpp"

namespace doorbuster::net::test {

[[nodiscard]] inline ServerOptions asking_for(const TestKeys& keys, ServerOptions options = {}) {
  options.access = keys.table();
  return options;
}

// With an engine that runs. Keys that are changed later are taken when it is told.
class KeyedServer : public RunningServer {
 public:
  explicit KeyedServer(const TestKeys& keys, ServerOptions options = {}) : RunningServer(asking_for(keys, options)) {
    run_engine();
  }
  void take(const TestKeys& keys) { server().change_access(keys.table()); }
};

// The field of a request by `key`, as TestKeys::add() gives it.
[[nodiscard]] inline std::string as(const std::string& key) { return "Authorization: " + key + "\r\n"; }

}  // namespace doorbuster::net::test
