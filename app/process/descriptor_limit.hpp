// Shares out the files that this process may have open (RLIMIT_NOFILE), so that a flood of connections never takes the
// ones that the journal needs for its next segment, or the event feed for its reading.
#pragma once

#include <cstdint>
#include <optional>

#include "net/net.hpp"

namespace doorbuster::app {

struct ConnectionShare {
  std::uint32_t connections = 0;
  std::uint32_t refusals = 0;
};

// What connections may have of `limit` descriptors: what `wanted` says, or less. Nothing if not even one would fit
// beside what is reserved.
[[nodiscard]] std::optional<ConnectionShare> share_of_connections(std::uint64_t limit,
                                                                  const net::ServerOptions& wanted);

// Raises this process's soft limit as far as `options` need it and the hard limit lets it, and lowers the bounds of
// `options` to what then fits, which it says in one line. Fails where not even one connection would.
[[nodiscard]] core::Result<void> fit_descriptor_limit(net::ServerOptions& options);

}  // namespace doorbuster::app
