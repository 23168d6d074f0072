// One HTTP/1.x request out of a connection's bytes, however they are cut (RFC 9112). What could be read in two ways
// is refused: a server that reads a message otherwise than the proxy before it can be made to mistake one client's
// bytes for another's request.
//
// Our own and not Beast's, whose parser (1.81) would have to be checked again in every point that makes this one
// strict (hosts, codings, lengths, folds, trailers, connection options), and which ends the process by an assertion
// where an empty chunked body arrives in pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "net/http/chunked_body.hpp"
#include "net/http/request_head.hpp"

namespace doorbuster::net {

class RequestParser {
 public:
  enum class Progress : std::uint8_t {
    need_more,
    head,      // once: call limit_body(), then parse() again
    complete,
    refused,
  };

  // For the next message.
  void reset();

  // `message`: all there is from the message's first byte on, up to the first byte that is not yet there; whatever
  // follows the message is left alone. Call again with more behind the same bytes, which may have moved. A chunked
  // body is decoded in place.
  [[nodiscard]] Progress parse(std::span<char> message);

  // Whole after Progress::head.
  [[nodiscard]] const RequestHead& head() const { return head_; }
  void limit_body(std::size_t bytes_max);
  [[nodiscard]] bool reads_body() const { return state_ == State::body; }
  // Whether the client waits for a 100 before it sends the body.
  [[nodiscard]] bool waits_for_continue(std::size_t bytes_there) const;
  // The most bytes that this message may take.
  [[nodiscard]] std::size_t message_bytes_max() const;

  // After Progress::complete.
  [[nodiscard]] HttpRequest request(std::span<const char> message) const;
  [[nodiscard]] std::size_t message_bytes() const;

  // After Progress::refused.
  [[nodiscard]] const Refusal& refusal() const { return refusal_; }

 private:
  enum class State : std::uint8_t { head, body, refused };

  [[nodiscard]] Progress parse_head(std::span<const char> message);
  [[nodiscard]] std::optional<Refusal> take_line(std::string_view line, const char* message);
  [[nodiscard]] Progress parse_body(std::span<char> message);
  [[nodiscard]] Refusal head_too_long(std::string_view line) const;
  Progress refuse(const Refusal& refusal);

  State state_ = State::head;
  RequestHead head_;
  ChunkedBody chunks_;
  std::size_t at_ = 0;          // the next line of the head; then where the head ends
  std::size_t blank_bytes_ = 0; // an empty line before the request line
  bool head_done_ = false;
  std::size_t body_bytes_max_ = 0;
  Refusal refusal_;
};

}  // namespace doorbuster::net
