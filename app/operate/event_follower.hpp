// The event feed followed: read as it comes, and taken up again where a connection was lost.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/api_client.hpp"

namespace doorbuster::app {

struct EventWish {
  std::string after;               // a position, or "latest"
  std::vector<std::string> types;  // none: all
  std::string sale;                // empty: all
};

// Server-sent events (WHATWG HTML, section 9.2.6) out of bytes as they come; what of it Doorbuster's feed uses.
class EventStreamParser {
 public:
  using TakeData = std::function<void(std::string_view data)>;
  explicit EventStreamParser(TakeData take) : take_(std::move(take)) {}

  void feed(std::string_view bytes);
  // The last `id:` that came; empty: none has.
  [[nodiscard]] const std::string& last_id() const { return last_id_; }
  // A new connection begins: a line that was cut off is forgotten.
  void restart() { line_.clear(); }

 private:
  void take_line(std::string_view line);

  // Longer than any event; what doesn't end by then is dropped.
  static constexpr std::size_t line_bytes_max = std::size_t{16} << 20;
  TakeData take_;
  std::string line_;
  std::string last_id_;
};

// Hands over each event's JSON, and goes on until the server refuses. A connection that is lost is made again, as long
// as it takes, once one has been made.
[[nodiscard]] Outcome<void> follow_events(ApiClient& server, const EventWish& wish,
                                          const EventStreamParser::TakeData& take);
// Those that there are, and no more.
[[nodiscard]] Outcome<void> read_events(ApiClient& server, const EventWish& wish,
                                        const EventStreamParser::TakeData& take);

}  // namespace doorbuster::app
