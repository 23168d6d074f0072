// Bytes of one connection read as requests, in pieces, by a parser such as RequestParser; and told as one text, so that
// two ways of cutting the same bytes can be compared. Every piece stands in memory of its own: what a parser keeps must
// not be a pointer into the last one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "net/api/routes.hpp"
#include "net/http/request_parser.hpp"
#include "net/server_options.hpp"
#include "tests/fuzz/must_hold.hpp"

namespace doorbuster::fuzz {

inline void tell_request(std::string& told, const net::HttpRequest& request, const net::RequestHead& head) {
  const auto field = [&](std::string_view name, const std::optional<std::string_view>& value) {
    if (value) told.append(name).append("=").append(*value).append("\n");
  };
  told.append("request ").append(std::to_string(static_cast<int>(request.method)));
  told.append(head.http_1_0() ? " 1.0" : " 1.1").append(head.closes() ? " closes " : " stays ");
  told.append(request.target).append("\n");
  field("content-type", request.content_type);
  field("accept", request.accept);
  field("idempotency-key", request.idempotency_key);
  field("authorization", request.authorization);
  field("last-event-id", request.last_event_id);
  field("traceparent", request.traceparent);
  told.append(std::to_string(request.body.size())).append(":").append(request.body).append("\n");
}

// `cuts`: where pieces end, ascending.
template <class Parser>
std::string read_requests(std::string_view bytes, const std::vector<std::size_t>& cuts) {
  using Progress = typename Parser::Progress;
  const net::ServerOptions options;
  std::string told;
  std::string left;  // what has come and belongs to no finished message, decoded in place as far as it was read
  Parser parser;
  parser.reset();
  std::size_t come = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::size_t end = i < cuts.size() ? cuts[i] : bytes.size();
    left.append(bytes.substr(come, end - come));
    come = end;
    for (bool more = !left.empty(); more && !left.empty();) {
      ExactBytes message(left);
      const auto progress = parser.parse(message.span());
      left.assign(message.text());
      switch (progress) {
        case Progress::head: {
          const bool batch = net::takes_batch(parser.head().method(), parser.head().target(message.text().data()));
          parser.limit_body(batch ? options.batch_body_bytes_max : options.body_bytes_max);
          break;
        }
        case Progress::complete:
          must_hold(parser.message_bytes() <= left.size(), "a message ends within what has come");
          must_hold(parser.message_bytes() <= parser.message_bytes_max(), "a message keeps to its bound");
          tell_request(told, parser.request(message.span()), parser.head());
          if (parser.head().closes()) return told;
          left.erase(0, parser.message_bytes());
          parser.reset();
          break;
        case Progress::refused:
          return told.append("refused ").append(std::to_string(static_cast<int>(parser.refusal().code))) + " " +
                 std::string(parser.refusal().detail);
        case Progress::need_more:
          must_hold(left.size() < parser.message_bytes_max(), "who needs more has room for it");
          more = false;
          break;
      }
    }
  }
  return told.append(left.empty() ? "end" : "needs more");
}

}  // namespace doorbuster::fuzz
