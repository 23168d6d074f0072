// Decodes a chunked body in place, a line or a piece of data at a time.
#include "net/http/chunked_body.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "net/http/http_text.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

void ChunkedBody::begin(std::size_t at, std::size_t body_bytes_max) {
  state_ = State::size_line;
  begin_ = at_ = decoded_end_ = at;
  body_bytes_max_ = body_bytes_max;
  chunk_left_ = 0;
  trailer_bytes_ = 0;
}

ChunkedBody::Progress ChunkedBody::decode(std::span<char> message) {
  for (bool going = true; going;) {
    const std::string_view rest(message.data() + at_, message.size() - at_);
    switch (state_) {
      case State::size_line: going = take_size_line(rest); break;
      case State::data: going = take_data(message); break;
      case State::data_end: going = take_data_end(rest); break;
      case State::trailers: going = take_trailer(rest); break;
      case State::complete: return Progress::complete;
      case State::refused: return Progress::refused;
    }
    if (at_ - decoded_end_ > transport::chunk_framing_bytes_max(body_bytes_max_) && state_ != State::refused) {
      refuse(ProblemCode::body_too_large, "The body is cut into so many chunks that they cost more than is allowed.");
    }
  }
  return state_ == State::refused ? Progress::refused : Progress::need_more;
}

// chunk-size [ chunk-ext ] CRLF
bool ChunkedBody::take_size_line(std::string_view rest) {
  const auto line = first_line(rest, transport::chunk_line_bytes_max);
  if (line.end == Line::End::not_yet) return false;
  if (line.end != Line::End::found) return refuse(ProblemCode::invalid_http, "A chunk's size line is malformed.");
  const char* const last = line.text.data() + line.text.size();
  const auto [end, error] = std::from_chars(line.text.data(), last, chunk_left_, 16);
  const std::string_view extension(end, static_cast<std::size_t>(last - end));
  const bool extension_good = extension.empty() || (extension.starts_with(';') && is_field_value(extension));
  if (error != std::errc{} || !extension_good) {
    return refuse(ProblemCode::invalid_http, "A chunk's size line is malformed.");
  }
  if (chunk_left_ > body_bytes_max_ - (decoded_end_ - begin_)) {
    return refuse(ProblemCode::body_too_large, "The body is longer than is allowed here.");
  }
  at_ += line.text.size() + line_end_bytes;
  state_ = chunk_left_ == 0 ? State::trailers : State::data;
  return true;
}

bool ChunkedBody::take_data(std::span<char> message) {
  const auto there = std::min<std::uint64_t>(chunk_left_, message.size() - at_);
  const auto bytes = static_cast<std::size_t>(there);
  std::memmove(message.data() + decoded_end_, message.data() + at_, bytes);
  decoded_end_ += bytes;
  at_ += bytes;
  chunk_left_ -= bytes;
  if (chunk_left_ > 0) return false;
  state_ = State::data_end;
  return true;
}

bool ChunkedBody::take_data_end(std::string_view rest) {
  constexpr std::string_view line_end = "\r\n";
  if (rest.substr(0, line_end_bytes) != line_end.substr(0, rest.size())) {
    return refuse(ProblemCode::invalid_http, "A chunk's data is longer than its size says.");
  }
  if (rest.size() < line_end_bytes) return false;
  at_ += line_end_bytes;
  state_ = State::size_line;
  return true;
}

bool ChunkedBody::take_trailer(std::string_view rest) {
  const auto line = first_line(rest, transport::trailer_bytes_max - trailer_bytes_);
  if (line.end == Line::End::not_yet) return false;
  if (line.end == Line::End::too_long) {
    return refuse(ProblemCode::header_too_large, "The trailers are longer than 8192 bytes.");
  }
  if (line.end == Line::End::malformed || !(line.text.empty() || parse_field(line.text))) {
    return refuse(ProblemCode::invalid_http, "A trailer field is malformed.");
  }
  const auto bytes = line.text.size() + line_end_bytes;
  at_ += bytes;
  trailer_bytes_ += bytes;
  if (line.text.empty()) state_ = State::complete;
  return true;
}

bool ChunkedBody::refuse(ProblemCode code, std::string_view detail) {
  refusal_ = {code, detail};
  state_ = State::refused;
  return false;
}

}  // namespace doorbuster::net
