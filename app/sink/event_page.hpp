// A page of the event feed, for who copies it elsewhere.
#pragma once

#include <cstdint>
#include <string>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

struct EventPage {
  std::string events;           // a JSON array
  std::size_t count = 0;
  std::uint64_t looked_to = 0;  // all events up to this position are in this page or those before it
};

inline constexpr int page_events_max = 1'000;  // the API's

// The page of at most `limit` events after `after`. A server that can't be reached, or can take nothing now, is
// ExitCode::unavailable.
[[nodiscard]] Outcome<EventPage> read_event_page(HttpSession& server, std::uint64_t after,
                                                 int limit = page_events_max);

}  // namespace doorbuster::app
