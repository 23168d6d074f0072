// One HTTP/1.x request out of a connection's bytes: the head line by line, then the body by its length or its chunks.
#include "net/http/request_parser.hpp"

#include "net/http/http_text.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

// Told by the first byte: who speaks TLS or some binary protocol may never send an end of a line to wait for.
bool may_begin_request(std::string_view bytes) {
  return bytes.empty() || bytes.front() == '\r' || is_token(bytes.substr(0, 1));
}

}  // namespace

void RequestParser::reset() {
  state_ = State::head;
  head_.clear();
  at_ = 0;
  blank_bytes_ = 0;
  head_done_ = false;
  body_bytes_max_ = 0;
}

RequestParser::Progress RequestParser::parse(std::span<char> message) {
  switch (state_) {
    case State::head: return parse_head(message);
    case State::body: return parse_body(message);
    case State::refused: break;
  }
  return Progress::refused;
}

RequestParser::Progress RequestParser::parse_head(std::span<const char> message) {
  while (!head_done_) {
    const std::string_view rest(message.data() + at_, message.size() - at_);
    if (!head_.has_request_line() && !may_begin_request(rest)) {
      return refuse({ProblemCode::invalid_http, "The request line does not begin with a method and one space."});
    }
    const auto bytes_max = transport::head_bytes_max - (at_ - blank_bytes_);
    const auto line = first_line(rest, bytes_max);
    if (line.end == Line::End::not_yet) return Progress::need_more;
    if (line.end == Line::End::too_long) return refuse(head_too_long(rest.substr(0, bytes_max)));
    if (line.end == Line::End::malformed) {
      return refuse({ProblemCode::invalid_http, "A line of the request's head does not end in CR LF."});
    }
    at_ += line.text.size() + line_end_bytes;
    if (const auto refusal = take_line(line.text, message.data())) return refuse(*refusal);
  }
  state_ = State::body;
  return Progress::head;
}

std::optional<Refusal> RequestParser::take_line(std::string_view line, const char* message) {
  if (!head_.has_request_line()) {
    // One empty line may come before the request line (RFC 9112 section 2.2).
    if (line.empty() && blank_bytes_ == 0) {
      blank_bytes_ = line_end_bytes;
      return std::nullopt;
    }
    return head_.take_request_line(line, message);
  }
  if (!line.empty()) return head_.take_field(line, message);
  head_done_ = true;
  return head_.finish();
}

Refusal RequestParser::head_too_long(std::string_view line) const {
  if (head_.has_request_line()) return {ProblemCode::header_too_large, "The request's head is longer than 8192 bytes."};
  if (line.find(' ') != std::string_view::npos) {
    return {ProblemCode::uri_too_long, "The request's target is longer than 4096 bytes."};
  }
  return {ProblemCode::invalid_http, "The request line does not begin with a method and one space."};
}

void RequestParser::limit_body(std::size_t bytes_max) {
  body_bytes_max_ = bytes_max;
  if (head_.content_length() > bytes_max) {
    refuse({ProblemCode::body_too_large, "The body is longer than is allowed here."});
    return;
  }
  if (head_.chunked()) chunks_.begin(at_, bytes_max);
}

bool RequestParser::waits_for_continue(std::size_t bytes_there) const {
  return state_ == State::body && head_.expects_continue() && bytes_there == at_ &&
         (head_.chunked() || head_.content_length() > 0);
}

std::size_t RequestParser::message_bytes_max() const {
  if (state_ != State::body) return blank_bytes_ + transport::head_bytes_max;
  if (!head_.chunked()) return at_ + head_.content_length();
  return at_ + body_bytes_max_ + transport::chunk_framing_bytes_max(body_bytes_max_) + transport::trailer_bytes_max;
}

RequestParser::Progress RequestParser::parse_body(std::span<char> message) {
  if (!head_.chunked()) {
    return message.size() - at_ >= head_.content_length() ? Progress::complete : Progress::need_more;
  }
  switch (chunks_.decode(message)) {
    case ChunkedBody::Progress::need_more: return Progress::need_more;
    case ChunkedBody::Progress::complete: return Progress::complete;
    case ChunkedBody::Progress::refused: break;
  }
  return refuse(chunks_.refusal());
}

HttpRequest RequestParser::request(std::span<const char> message) const {
  auto request = head_.request(message.data());
  const auto body_bytes = head_.chunked() ? chunks_.body_end() - at_ : head_.content_length();
  request.body = {message.data() + at_, body_bytes};
  return request;
}

std::size_t RequestParser::message_bytes() const {
  return head_.chunked() ? chunks_.message_end() : at_ + head_.content_length();
}

RequestParser::Progress RequestParser::refuse(const Refusal& refusal) {
  refusal_ = refusal;
  state_ = State::refused;
  return Progress::refused;
}

}  // namespace doorbuster::net
