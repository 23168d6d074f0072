// An event's line is taken over as it is: no number and no text is written anew.
#include "app/webhooks/message.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "net/net.hpp"

namespace doorbuster::app {
namespace {

// "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" (W3C Trace Context, section 3.2). Anything else could be
// another field by the time it is in a header.
bool is_traceparent(std::string_view text) {
  constexpr std::size_t length = 55;
  if (text.size() != length) return false;
  for (std::size_t i = 0; i < length; ++i) {
    const bool dash = i == 2 || i == 35 || i == 52;
    const bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (dash ? text[i] != '-' : !hex) return false;
  }
  return true;
}

std::string body_of(std::string_view type, inventory::Instant at, std::string_view data) {
  return fmt::format(R"({{"type":"{}","timestamp":"{}","data":{}}})", type, to_rfc3339(at), data);
}

bool is_word(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

}  // namespace

std::optional<Message> message_of(std::string_view line) {
  boost::system::error_code error;
  const auto parsed = boost::json::parse(line, error);
  const auto* event = error ? nullptr : parsed.if_object();
  if (event == nullptr) return std::nullopt;
  const auto position = optional_number_of(*event, "position");
  const auto at = net::parse_rfc3339(text_of(*event, "at"));
  Message message;
  message.event.type = text_of(*event, "type");
  if (!position || *position < 1 || !at || !is_word(message.event.type)) return std::nullopt;
  message.event.position = static_cast<std::uint64_t>(*position);
  message.event.at = *at;
  // A journal that begins anew, or was set back to an old copy, has other events at these positions, at other times.
  message.id = fmt::format("evt_{}_{}", message.event.position, at->ms);
  message.body = body_of(message.event.type, *at, line);
  if (auto trace = text_of(*event, "traceparent"); is_traceparent(trace)) message.traceparent = std::move(trace);
  return message;
}

Message test_message(std::string_view endpoint, inventory::Instant now, std::uint64_t number) {
  Message message;
  message.event = {.position = 0, .at = now, .type = "webhook_test"};
  message.id = fmt::format("evt_test_{:016x}", number);
  message.body = body_of(message.event.type, now, fmt::format(R"({{"endpoint":"{}"}})", endpoint));
  return message;
}

}  // namespace doorbuster::app
