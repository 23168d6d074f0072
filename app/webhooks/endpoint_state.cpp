// A small object of JSON, whose version stands first.
#include "app/webhooks/endpoint_state.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "net/net.hpp"

namespace doorbuster::app {
namespace {

constexpr std::int64_t version = 1;

constexpr std::array<std::string_view, 5> disabled_words{"no", "gone", "gave_up", "events_gone", "other_journal"};

using Time = std::optional<inventory::Instant>;

boost::json::value json_of(const Time& time) {
  return time ? boost::json::value(to_rfc3339(*time)) : boost::json::value(nullptr);
}

boost::json::value json_of(const std::optional<EventMark>& mark) {
  if (!mark) return nullptr;
  return {{"position", mark->position}, {"at", to_rfc3339(mark->at)}, {"type", mark->type}};
}

// Reads members one after the other, and remembers whether one was not as it must be.
class Reader {
 public:
  explicit Reader(const boost::json::object& object) : object_(object) {}

  std::uint64_t number(std::string_view name) {
    const auto found = optional_number_of(object_, name);
    good_ = good_ && found && *found >= 0;
    return good_ ? static_cast<std::uint64_t>(*found) : 0;
  }
  std::string text(std::string_view name) {
    const auto* found = object_.if_contains(name);
    good_ = good_ && found != nullptr && found->is_string();
    return good_ ? std::string(found->get_string()) : std::string();
  }
  Time time(std::string_view name) {
    if (is_null(name)) return std::nullopt;
    const auto read = net::parse_rfc3339(text(name));
    good_ = good_ && read.has_value();
    return read;
  }
  std::optional<EventMark> mark(std::string_view name) {
    if (is_null(name)) return std::nullopt;
    const auto* found = object_.if_contains(name);
    good_ = good_ && found != nullptr && found->is_object();
    if (!good_) return std::nullopt;
    Reader inner(found->get_object());
    EventMark mark{.position = inner.number("position"), .at = {}, .type = inner.text("type")};
    const Time at = inner.time("at");
    good_ = inner.good() && at;
    if (at) mark.at = *at;
    return mark;
  }
  Disabled disabled(std::string_view name) {
    const auto found = std::ranges::find(disabled_words, text(name));
    good_ = good_ && found != disabled_words.end();
    return good_ ? static_cast<Disabled>(found - disabled_words.begin()) : Disabled::no;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  [[nodiscard]] bool is_null(std::string_view name) const {
    const auto* found = object_.if_contains(name);
    return found != nullptr && found->is_null();
  }

  const boost::json::object& object_;
  bool good_ = true;
};

}  // namespace

std::string_view name_of(Disabled why) { return disabled_words[static_cast<std::size_t>(why)]; }

std::string to_json(const EndpointState& state) {
  const boost::json::value json{{"version", version},
                                {"position", state.position},
                                {"last", json_of(state.last)},
                                {"delivered", state.delivered},
                                {"delivered_at", json_of(state.delivered_at)},
                                {"tries", state.tries},
                                {"failing_since", json_of(state.failing_since)},
                                {"next_try", json_of(state.next_try)},
                                {"last_error", state.last_error},
                                {"disabled", name_of(state.disabled)}};
  return boost::json::serialize(json);
}

std::optional<EndpointState> parse_endpoint_state(std::string_view json) {
  boost::system::error_code error;
  const auto parsed = boost::json::parse(json, error);
  if (error || !parsed.is_object()) return std::nullopt;
  Reader reader(parsed.get_object());
  if (reader.number("version") != version) return std::nullopt;
  EndpointState state{.position = reader.number("position"),
                      .last = reader.mark("last"),
                      .delivered = reader.number("delivered"),
                      .delivered_at = reader.time("delivered_at"),
                      .tries = static_cast<std::uint32_t>(reader.number("tries")),
                      .failing_since = reader.time("failing_since"),
                      .next_try = reader.time("next_try"),
                      .last_error = reader.text("last_error"),
                      .disabled = reader.disabled("disabled")};
  return reader.good() ? std::optional(state) : std::nullopt;
}

}  // namespace doorbuster::app
