// setrlimit(2), and a warning for people.
#include "app/descriptor_limit.hpp"

#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>

namespace doorbuster::app {
namespace {

// Journal segments, event readers, epoll and event descriptors, standard streams: many times what they come to.
constexpr rlim_t descriptors_besides = 512;

}  // namespace

void raise_descriptor_limit(std::uint32_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = connections + descriptors_besides;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  if (setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur == wanted) return;
  spdlog::warn(
      "only {} files may be open in this process: too few for {} connections. Raise its limit (ulimit -n) "
      "or lower max_connections.",
      limit.rlim_cur, connections);
}

}  // namespace doorbuster::app
