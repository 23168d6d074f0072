// GET /v1/events, filtered by the server.
#include "app/webhooks/endpoint_feed.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorbuster::app {
namespace {

Fault no_event(const std::string& url, std::uint64_t position) {
  return {.code = ExitCode::refused,
          .sentence = fmt::format("{} told an event after position {} that is none. Is it a Doorbuster, and no older "
                                  "than this program?", url, position)};
}

}  // namespace

Outcome<MessagePage> EndpointFeed::next(const EndpointState& state) {
  if (!journal_known_ && state.last) {
    if (auto checked = check_journal(*state.last); !checked) return checked.error();
  }
  journal_known_ = true;
  auto page = read(state.position);
  if (!page) journal_known_ = false;
  return page;
}

Outcome<void> EndpointFeed::check_journal(const EventMark& last) {
  // Without the endpoint's wishes, which may have changed since.
  const auto page = read_event_page(server_, {.after = last.position - 1, .limit = 1});
  if (!page && page.error().problem == problem_events_gone) return {};  // kept no more: nothing to compare it with
  if (!page) return page.error();
  const auto message = message_of(std::string_view(page->lines).substr(0, page->lines.find('\n')));
  if (message && message->event == last) return {};
  return Fault{.code = ExitCode::refused,
               .sentence = fmt::format("What {} tells of position {} is not the event that was delivered from there: "
                                       "it has another journal, an old copy of it, or the key is another merchant's.",
                                       server_.access().url, last.position),
               .problem = std::string(problem_other_journal)};
}

Outcome<MessagePage> EndpointFeed::read(std::uint64_t after) {
  const auto page = read_event_page(server_, {.after = after, .limit = page_messages_max, .types = endpoint_.types,
                                              .sale = endpoint_.sale});
  if (!page) return page.error();
  MessagePage messages{.messages = {}, .looked_to = page->looked_to};
  for (std::string_view rest = page->lines; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    auto message = message_of(line);
    if (!message) return no_event(server_.access().url, after);
    messages.messages.push_back(std::move(*message));
  }
  return messages;
}

}  // namespace doorbuster::app
