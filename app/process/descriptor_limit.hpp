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

// Makes the kernel's table of this process's descriptors large enough for `descriptors` of them. It grows by itself
// too, but where threads share it each growth waits until all processors have looked up (an RCU grace period, often
// 10 ms), and the growths would come together with a sale's crowd, in the thread that serves it.
void make_room_for_descriptors(std::uint64_t descriptors);

// Raises this process's soft limit as far as `options` need it and the hard limit lets it, and lowers the bounds of
// `options` to what then fits, which it says in one line; makes room for them. Fails where not even one connection
// would.
[[nodiscard]] core::Result<void> fit_descriptor_limit(net::ServerOptions& options);

}  // namespace doorbuster::app
