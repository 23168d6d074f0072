// What a receiver gets: an event of the feed in the shape that the Standard Webhooks specification recommends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inventory/inventory.hpp"

namespace doorbuster::app {

// Which event of which journal it is: no two have all of it alike, and nothing of it is ever changed.
struct EventMark {
  std::uint64_t position = 0;
  inventory::Instant at{};
  std::string type;

  friend bool operator==(const EventMark&, const EventMark&) = default;
};

struct Message {
  EventMark event;
  std::string id{};           // `webhook-id`: the same for the same event, whenever and by whom it is sent
  std::string body{};         // {"type":…,"timestamp":…,"data":the event as the feed has it}
  std::string traceparent{};  // W3C Trace Context, of the request that made the event; empty: it isn't known
};

// Nothing for a line that is no event of the feed.
[[nodiscard]] std::optional<Message> message_of(std::string_view line);

// One that no event stands behind, to try an endpoint with. `number`: what its id ends with.
[[nodiscard]] Message test_message(std::string_view endpoint, inventory::Instant now, std::uint64_t number);

}  // namespace doorbuster::app
