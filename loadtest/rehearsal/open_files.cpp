// The soft limit may be raised up to the hard one, which is an administrator's.
#include "loadtest/rehearsal/open_files.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

namespace doorbuster::loadtest {

Outcome<void> allow_connections(unsigned connections) {
  const rlim_t needed = rlim_t{connections} + other_open_files_max;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return {};
  const rlim_t allowed = limit.rlim_max;
  limit.rlim_cur = needed;
  if (needed <= allowed && setrlimit(RLIMIT_NOFILE, &limit) == 0) return {};
  return Problem{fmt::format("{} connections need {} open files, and the system allows {}: use fewer --connections, or "
                             "raise the limit (`ulimit -Hn`).", connections, needed, allowed)};
}

}  // namespace doorbuster::loadtest
