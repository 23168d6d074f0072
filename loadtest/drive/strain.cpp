// Two faults that look alike: the harness was late, or it had no connection free.
#include "loadtest/drive/strain.hpp"

#include <fmt/format.h>

namespace doorbuster::loadtest {

std::vector<std::string> warnings_of(const Strain& strain, unsigned connections) {
  std::vector<std::string> warnings;
  if (strain.offered == 0) return warnings;
  const double offered = static_cast<double>(strain.offered);
  const double late = static_cast<double>(strain.sent_late) / offered;
  const double waited = static_cast<double>(strain.waited) / offered;
  if (late > late_share_max) {
    warnings.push_back(fmt::format(
        "The load itself could not keep up: {:.1f} % of the orders were sent more than 1 ms late though a connection "
        "was free, and latencies are too high by that. Give it cores of its own, more --threads, or a lower rate.",
        late * 100));
  }
  if (waited > late_share_max) {
    const double slept = static_cast<double>(strain.backlog.slept.count()) /
                         static_cast<double>(std::max<std::int64_t>(strain.backlog.lasted.count(), 1));
    const std::string_view cause =
        slept < slept_share_min
            ? "The load's own threads were busy all that while, so it may be the load that was too slow: give it cores "
              "of its own or more --threads."
            : "The server is slower than the orders came, or more --connections or a --pipeline are needed.";
    warnings.push_back(fmt::format(
        "{:.1f} % of the orders waited more than 1 ms because all connections ({}) were busy; their latency includes "
        "that. {}",
        waited * 100, connections, cause));
  }
  return warnings;
}

}  // namespace doorbuster::loadtest
