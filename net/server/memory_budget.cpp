// Sums of the bounds that each part keeps to.
#include "net/server/memory_budget.hpp"

#include <algorithm>

#include "net/buffer_budget.hpp"
#include "net/limits/rate_table.hpp"
#include "net/request_log/request_lane.hpp"
#include "net/server/server.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

// simdjson has, for each byte of the longest body so far, 8 bytes of values, 4 of indexes and 5/3 of strings.
constexpr std::uint64_t parser_bytes_of_body_byte = 14;

}  // namespace

std::uint64_t connection_bytes() { return transport::input_bytes + BufferShare::block; }

MemoryBudget memory_budget(const ServerOptions& options) {
  const auto& limits = options.limits;
  std::uint64_t rates = 0;
  for (const auto& rate : {limits.per_address, limits.per_key, limits.per_buyer}) rates += rate ? 1u : 0u;
  const std::uint64_t longest = std::max(options.body_bytes_max, options.batch_body_bytes_max);
  return {.connections = options.connections_max * connection_bytes(),
          .buffered = options.buffered_bytes_max,
          .parsing = io_threads_of(options) * parser_bytes_of_body_byte * longest,
          .request_log = options.request_log.empty() ? 0 : io_threads_of(options) * RequestLane::bytes,
          .rate_limits = rates * RateTable::usual_sets * RateTable::set_buckets * sizeof(std::uint64_t)};
}

}  // namespace doorbuster::net
