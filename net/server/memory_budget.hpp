// What the HTTP front end takes of memory at most, part by part, as its options have it.
#pragma once

#include <cstdint>

#include "net/server_options.hpp"

namespace doorbuster::net {

struct MemoryBudget {
  std::uint64_t connections = 0;  // bytes, as all of these; what each has as its own
  std::uint64_t buffered = 0;     // bodies and answers beyond that; what is already under way may still be added
  std::uint64_t parsing = 0;      // reading the longest batches, one on each I/O thread
  std::uint64_t request_log = 0;  // lines on their way
  std::uint64_t rate_limits = 0;
};

[[nodiscard]] MemoryBudget memory_budget(const ServerOptions& options);
// What each connection has as its own.
[[nodiscard]] std::uint64_t connection_bytes();

}  // namespace doorbuster::net
