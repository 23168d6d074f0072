// One HTTP request as the routes see it, and one response as they leave it. Knows nothing of sockets or parsers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/client_address.hpp"

namespace doorbuster::net {

enum class Method : std::uint8_t { get, head, put, post, options, other };
// As a request says it; empty for `other`.
[[nodiscard]] constexpr std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::put:
      return "PUT";
    case Method::post:
      return "POST";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      break;
  }
  return {};
}

// Views into the connection's buffers: they hold until the routes have returned. Framing has been checked: what
// stands here can be read in one way only.
struct HttpRequest {
  Method method = Method::other;
  std::string_view target;  // origin-form, or "*"
  std::optional<std::string_view> content_type;
  std::optional<std::string_view> content_encoding;  // repeated fields joined with ", ", as of the next three
  std::optional<std::string_view> accept;
  std::optional<std::string_view> accept_encoding{};
  std::optional<std::string_view> idempotency_key;  // as sent
  std::optional<std::string_view> authorization;
  std::optional<std::string_view> last_event_id;
  std::optional<std::string_view> forwarded;        // as sent, also by anybody; repeated fields joined with ", "
  std::optional<std::string_view> x_forwarded_for;  // in the same way
  std::optional<std::string_view> traceparent{};    // in the same way, which makes it invalid
  ClientAddress peer{};   // of the socket
  std::string_view body;  // has at least body_padding readable bytes after it
};
inline constexpr std::size_t body_padding = 64;  // simdjson reads this far past the end

// A response but for what the connection adds: Date, Content-Length or chunking, Connection; and for HEAD it leaves
// out the body.
struct HttpResponse {
  int status = 200;
  std::string_view content_type = "application/json";  // empty: no content
  std::vector<std::pair<std::string_view, std::string>> fields{};
  std::string body{};
  std::string_view lasting_body{};  // in its place: one that is there as long as the program, so it needs no copy
  bool endless = false;             // the answer to HEAD of what GET would stream: nobody knows how long that will be
  std::string_view problem{};       // the code of the problem that it tells, a literal; empty: none

  [[nodiscard]] std::string_view content() const { return lasting_body.empty() ? body : lasting_body; }
};

}  // namespace doorbuster::net
