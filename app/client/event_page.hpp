// A page of the event feed, for who copies it elsewhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

inline constexpr int page_events_max = 1'000;  // the API's

struct EventPageWish {
  std::uint64_t after = 0;           // a position
  int limit = page_events_max;
  std::vector<std::string> types{};  // none: all
  std::string sale{};                // empty: all
};

struct EventPage {
  std::string lines;            // one event each, as JSON, with a '\n' at its end
  std::size_t count = 0;        // of lines
  std::uint64_t looked_to = 0;  // all events up to this position are in this page or those before it
};

// A server that can't be reached, or can take nothing now, is ExitCode::unavailable.
[[nodiscard]] Outcome<EventPage> read_event_page(HttpSession& server, const EventPageWish& wish);
// Behind which all that comes from now on stands.
[[nodiscard]] Outcome<std::uint64_t> newest_position(HttpSession& server);

}  // namespace doorbuster::app
