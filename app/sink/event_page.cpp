// GET /v1/events.
#include "app/sink/event_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace doorbuster::app {
namespace {

std::optional<std::uint64_t> position_in(const std::string& text) {
  std::uint64_t position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return position;
}

// Lines, each one object, as an array of them.
std::string as_array(std::string lines) {
  if (lines.ends_with('\n')) lines.pop_back();
  std::ranges::replace(lines, '\n', ',');  // within an object there is none
  return "[" + lines + "]";
}

}  // namespace

Outcome<EventPage> read_event_page(HttpSession& server, std::uint64_t after, int limit) {
  const std::string& url = server.access().url;
  const auto answer = server.send({.path = fmt::format("/v1/events?after={}&limit={}", after, limit)});
  if (!answer) return fault_of(answer.error(), url);
  if (answer->status != 200) return fault_of(*answer, url);
  const auto looked_to = position_in(answer->position);
  if (!looked_to) {
    return Fault{ExitCode::refused, fmt::format("{} answered the events without X-Journal-Position. Is it a "
                                                "Doorbuster, with nothing in between that drops fields?", url)};
  }
  EventPage page;
  page.count = static_cast<std::size_t>(std::ranges::count(answer->body, '\n'));
  page.looked_to = *looked_to;
  page.events = as_array(answer->body);
  return page;
}

}  // namespace doorbuster::app
