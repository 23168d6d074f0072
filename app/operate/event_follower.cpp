// GET /v1/events, as a stream and page by page.
#include "app/operate/event_follower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "app/console.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

constexpr auto first_pause = 500ms;
constexpr auto longest_pause = 5'000ms;

std::string path_of(const EventWish& wish, const std::string& after) {
  std::string path = "/v1/events?limit=1000&after=" + url_encoded(after);
  for (const std::string& type : wish.types) path += "&type=" + url_encoded(type);
  if (!wish.sale.empty()) path += "&sale=" + url_encoded(wish.sale);
  return path;
}

void take_lines(std::string_view body, const EventStreamParser::TakeData& take) {
  while (!body.empty()) {
    const std::string_view line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    if (!line.empty()) take(line);
  }
}

}  // namespace

void EventStreamParser::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    line_ += bytes.substr(0, end);
    if (end == std::string_view::npos) {
      if (line_.size() > line_bytes_max) line_.clear();
      return;
    }
    bytes.remove_prefix(end + 1);
    take_line(line_);
    line_.clear();
  }
}

void EventStreamParser::take_line(std::string_view line) {
  constexpr std::string_view id = "id: ";
  constexpr std::string_view data = "data: ";
  if (line.starts_with(id)) last_id_ = line.substr(id.size());
  if (line.starts_with(data)) take_(line.substr(data.size()));
}

Outcome<void> follow_events(ApiClient& server, const EventWish& wish, const EventStreamParser::TakeData& take) {
  EventStreamParser parser(take);
  const std::string& url = server.session().access().url;
  std::string after = wish.after;
  if (after == "latest") {
    // As a number, so that nothing is missed where the connection is lost before the first event.
    const auto now = server.ask_text({.path = path_of(wish, after)});
    if (!now) return now.error();
    after = now->position;
  }
  auto pause = std::chrono::milliseconds(first_pause);
  for (bool connected = false;;) {
    HttpCall call{.path = path_of(wish, after), .fields = {{"Accept", "text/event-stream"}}};
    if (!parser.last_id().empty()) call.fields.emplace_back("Last-Event-ID", parser.last_id());
    parser.restart();
    const auto exchange = server.session().follow(call, [&](std::string_view bytes) {
      connected = true;
      pause = first_pause;
      parser.feed(bytes);
    });
    const bool busy = exchange && (exchange->status == 503 || exchange->status == 429);
    const Fault fault = exchange ? fault_of(*exchange, url) : fault_of(exchange.error(), url);
    const bool ended = exchange && exchange->status == 200;
    if ((exchange && !busy && !ended) || (!connected && !exchange && !exchange.error().sent)) return fault;
    complain(fmt::format("{} Trying again in {:.1f} s.", ended ? "The server ended the stream." : fault.sentence,
                         std::chrono::duration<double>(pause).count()));
    std::this_thread::sleep_for(pause);
    pause = std::min<std::chrono::milliseconds>(2 * pause, longest_pause);
  }
}

Outcome<void> read_events(ApiClient& server, const EventWish& wish, const EventStreamParser::TakeData& take) {
  std::string after = wish.after;
  for (;;) {
    const auto page = server.ask_text({.path = path_of(wish, after)});
    if (!page) return page.error();
    take_lines(page->body, take);
    if (page->position == after || page->position.empty()) return {};
    after = page->position;
  }
}

}  // namespace doorbuster::app
