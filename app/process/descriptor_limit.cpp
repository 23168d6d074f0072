// getrlimit(2) and setrlimit(2), and what of it is whose.
#include "app/process/descriptor_limit.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "app/console.hpp"

namespace doorbuster::app {
namespace {

// The journal's segments (written, read back, made ahead), snapshots, directory and lock, the device's queue, the
// listening socket and the standard streams come to about 20; and a few for what libraries open for a moment.
constexpr std::uint64_t reserved = 40;
constexpr std::uint64_t reserved_for_each_io_thread = 4;  // epoll, its timer and its wake, and one to spare
// Where there are few: this part of them is for connections that are only told that there are too many.
constexpr std::uint64_t refusal_divisor = 4;

std::uint64_t reserved_of(const net::ServerOptions& options) {
  return reserved + reserved_for_each_io_thread * net::io_threads_of(options);
}

std::uint64_t wanted_by(const net::ServerOptions& options) {
  return reserved_of(options) + options.connections_max + options.refusals_max;
}

// The limit that then is in force.
std::uint64_t raise_limit(std::uint64_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (limit.rlim_cur >= wanted) return limit.rlim_cur;
  const auto before = limit.rlim_cur;
  limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before;
}

}  // namespace

std::optional<ConnectionShare> share_of_connections(std::uint64_t limit, const net::ServerOptions& wanted) {
  if (limit >= wanted_by(wanted)) return ConnectionShare{wanted.connections_max, wanted.refusals_max};
  if (limit <= reserved_of(wanted)) return std::nullopt;
  const auto left = limit - reserved_of(wanted);
  const auto refusals = std::min<std::uint64_t>(wanted.refusals_max, left / refusal_divisor);
  const auto connections = std::min<std::uint64_t>(wanted.connections_max, left - refusals);
  return ConnectionShare{static_cast<std::uint32_t>(connections), static_cast<std::uint32_t>(refusals)};
}

// The table stays as large as its largest descriptor made it. Where that can't be had it grows later, as ever.
void make_room_for_descriptors(std::uint64_t descriptors) {
  const auto number = static_cast<int>(std::min<std::uint64_t>(descriptors, std::numeric_limits<int>::max())) - 1;
  if (const int largest = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, number); largest >= 0) close(largest);
}

core::Result<void> fit_descriptor_limit(net::ServerOptions& options) {
  const auto limit = raise_limit(wanted_by(options));
  const auto share = share_of_connections(limit, options);
  if (!share) {
    return core::Failure{core::FailureKind::invalid,
                         fmt::format("This process may have only {} files open, too few to serve from. Raise its limit "
                                     "(ulimit -n) to {} or more.", limit, wanted_by(options))};
  }
  if (share->connections < options.connections_max) {
    say("connections", fmt::format("at most {}, not {}: this process may have only {} files open (ulimit -n)",
                                   share->connections, options.connections_max, limit));
  }
  options.connections_max = share->connections;
  options.refusals_max = share->refusals;
  make_room_for_descriptors(std::min(limit, wanted_by(options)));
  return {};
}

}  // namespace doorbuster::app
