// The event feed's lines for those who read a journal without a server.
#include "net/api/api.hpp"
#include "net/feed/event_lines.hpp"

namespace doorbuster::net {

std::string event_lines(const std::vector<core::RecordedEvent>& events, const core::OrderIds& ids) {
  return render_events(events, ids).body;
}

}  // namespace doorbuster::net
