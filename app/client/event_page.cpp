// GET /v1/events.
#include "app/client/event_page.hpp"

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

Outcome<EventPage> read(HttpSession& server, const std::string& path) {
  const std::string& url = server.access().url;
  auto answer = server.send({.path = path});
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
  page.lines = std::move(answer->body);
  return page;
}

}  // namespace

Outcome<EventPage> read_event_page(HttpSession& server, const EventPageWish& wish) {
  std::string path = fmt::format("/v1/events?after={}&limit={}", wish.after, wish.limit);
  for (const std::string& type : wish.types) path += "&type=" + url_encoded(type);
  if (!wish.sale.empty()) path += "&sale=" + url_encoded(wish.sale);
  return read(server, path);
}

Outcome<std::uint64_t> newest_position(HttpSession& server) {
  const auto page = read(server, "/v1/events?after=latest&limit=1");
  if (!page) return page.error();
  return page->looked_to;
}

}  // namespace doorbuster::app
