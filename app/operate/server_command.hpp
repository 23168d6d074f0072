// What every command that asks a running server has last on its command line, and how it is run.
#pragma once

#include <memory>

#include "app/client/api_client.hpp"
#include "app/commands.hpp"

namespace doorbuster::app {

// `flags`: has a member `server`. It comes last, so that the server's flags stand below the command's own; chosen, the
// command calls `run` with a client for that server and the flags.
template <class Flags, class Run>
void finish_server_command(CLI::App& command, const std::shared_ptr<Flags>& flags, Action& chosen, Run run) {
  add_server_flags(command, flags->server);
  when_chosen(command, chosen, [flags, run] {
    return with_server(flags->server, [&](ApiClient& server) -> Outcome<void> { return run(server, *flags); });
  });
}

}  // namespace doorbuster::app
