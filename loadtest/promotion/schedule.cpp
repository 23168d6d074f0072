// Arithmetic of due times.
#include "loadtest/promotion/schedule.hpp"

#include <algorithm>

namespace doorbuster::loadtest {

std::chrono::nanoseconds due_at(double time, double origin, double speed) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>((time - origin) / speed));
}

std::vector<std::chrono::nanoseconds> spread(std::span<const double> times, double speed) {
  std::vector<std::chrono::nanoseconds> due;
  due.reserve(times.size());
  for (std::size_t first = 0; first < times.size();) {
    const double now = times[first];
    std::size_t next = first;
    while (next < times.size() && times[next] == now) ++next;
    const double until = next < times.size() ? times[next] : now + last_batch_seconds;
    const double step = (until - now) / static_cast<double>(next - first);
    for (std::size_t i = first; i < next; ++i) {
      due.push_back(due_at(now + step * static_cast<double>(i - first), times.front(), speed));
    }
    first = next;
  }
  return due;
}

}  // namespace doorbuster::loadtest
