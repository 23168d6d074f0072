// Which server the commands ask, and with what rights: the flags that all of them have.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>

#include "app/client/outcome.hpp"

namespace doorbuster::app {

// What was said on the command line and in the environment.
struct ServerFlags {
  std::string url = "http://127.0.0.1:8080";
  std::string key_file;      // empty: the key is in the variable, or there is none
  std::string ca_file;       // PEM; empty: the system's authorities
  std::int64_t timeout_seconds = 10;
};

// What is in force.
struct ServerAccess {
  std::string url;  // without a "/" at its end
  std::string key;  // is sent, or signs; empty: there is none
  std::string ca_file;
  std::chrono::seconds timeout{};  // of one request
  std::string traceparent{};       // the trace that requests belong to (W3C Trace Context); empty: none
};

// --url, --api-key-file, --ca, --timeout. `flags` outlives the parsing of `command`.
void add_server_flags(CLI::App& command, ServerFlags& flags);
// --json; `as_json` outlives the parsing of `command`.
void add_json_flag(CLI::App& command, bool& as_json);

// Reads the key, and the variable TRACEPARENT where it is well spelled. A file that holds more than a key, or one that
// isn't there, is a fault.
[[nodiscard]] Outcome<ServerAccess> resolve_access(const ServerFlags& flags);

}  // namespace doorbuster::app
