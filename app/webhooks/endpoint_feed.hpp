// The event feed as one endpoint wants it: messages, page by page, of the journal that it had the last one from.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/client/event_page.hpp"
#include "app/webhooks/endpoint.hpp"
#include "app/webhooks/endpoint_state.hpp"

namespace doorbuster::app {

struct MessagePage {
  std::vector<Message> messages;
  std::uint64_t looked_to = 0;  // all that the endpoint wants up to this position is in this page or those before it
};

// Problems of a page's fault after which nothing goes on by itself.
inline constexpr std::string_view problem_events_gone = "events_gone";      // the server's code
inline constexpr std::string_view problem_other_journal = "other_journal";  // found here

class EndpointFeed {
 public:
  static constexpr int page_messages_max = 100;

  // `endpoint` outlives it.
  EndpointFeed(const Endpoint& endpoint, ServerAccess server) : endpoint_(endpoint), server_(std::move(server)) {}

  // What follows the position of `state`. The first time, and again after each time at which the server was away, it
  // looks whether the server still has the last event that was delivered: one with another journal, or one that was
  // set back to an old copy, has other events at these positions.
  [[nodiscard]] Outcome<MessagePage> next(const EndpointState& state);
  [[nodiscard]] Outcome<std::uint64_t> newest() { return newest_position(server_); }

 private:
  [[nodiscard]] Outcome<void> check_journal(const EventMark& last);
  [[nodiscard]] Outcome<MessagePage> read(std::uint64_t after);

  const Endpoint& endpoint_;
  HttpSession server_;
  bool journal_known_ = false;
};

}  // namespace doorbuster::app
