// RFC 9112: section 4 for the status line, 5 for fields, 6.3 for where a body ends, 7.1 for chunks.
#include "loadtest/http/reply_parser.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace doorbuster::loadtest {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
// Of a chunk: its size in hexadecimal and what may stand behind it, or a trailer's line.
constexpr std::size_t chunk_line_bytes_max = 1'024;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// `word` is in lower case.
bool is_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() && std::ranges::equal(text, word, {}, lower);
}

bool is_token(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !name.empty() && std::ranges::all_of(name, allowed);
}

std::string_view trimmed(std::string_view value) {
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
  return value;
}

template <class Number>
bool read_whole(std::string_view text, Number& number, int base = 10) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

ParseState ReplyParser::parse(std::span<char> bytes) {
  const std::string_view text(bytes.data(), bytes.size());
  // An interim answer's head is followed by another head.
  while (!has_head_) {
    const ParseState state = parse_head(text);
    if (state != ParseState::complete) return state;
  }
  switch (framing_) {
    case Framing::none: return finish(body_, body_, bytes);
    case Framing::chunks: return parse_chunks(bytes);
    case Framing::length: break;
  }
  if (bytes.size() < body_ + length_) return ParseState::incomplete;
  return finish(body_ + length_, body_ + length_, bytes);
}

// Complete: a head has been read, though it may have been an interim answer's.
ParseState ReplyParser::parse_head(std::string_view text) {
  const std::size_t begin = body_;  // behind interim answers
  const std::size_t end = text.find(head_end, std::max(begin, scanned_));
  if (end == text.npos) {
    scanned_ = text.size() < head_end.size() ? 0 : text.size() - head_end.size() + 1;
    return text.size() > reply_head_bytes_max ? ParseState::malformed : ParseState::incomplete;
  }
  if (end > reply_head_bytes_max) return ParseState::malformed;
  reply_ = {};
  framing_ = Framing::none;
  std::string_view rest = text.substr(begin, end + line_end.size() - begin);
  const auto next_line = [&rest] {
    const std::size_t at = rest.find(line_end);
    const std::string_view line = rest.substr(0, at);
    rest.remove_prefix(at + line_end.size());
    return line;
  };
  if (!read_status_line(next_line())) return ParseState::malformed;
  while (!rest.empty()) {
    if (!read_field(next_line())) return ParseState::malformed;
  }
  body_ = end + head_end.size();
  scanned_ = body_;
  if (reply_.status < 200) return reply_.status == 101 ? ParseState::malformed : ParseState::complete;
  const bool without_body = reply_.status == 204 || reply_.status == 304;
  if (without_body) framing_ = Framing::none;
  // The end of the connection would be the end of the body: then a cut one can't be told from a whole one.
  if (framing_ == Framing::none && !without_body) return ParseState::malformed;
  joined_ = chunk_ = body_;
  has_head_ = true;
  return ParseState::complete;
}

bool ReplyParser::read_status_line(std::string_view line) {
  constexpr std::string_view start = "HTTP/1.";
  constexpr std::size_t status_at = start.size() + 2, status_end = status_at + 3;
  if (!line.starts_with(start) || line.size() < status_end || line[status_at - 1] != ' ') return false;
  const char minor = line[start.size()];
  if (minor != '0' && minor != '1') return false;
  reply_.keeps_open = minor == '1';
  if (line.size() > status_end && line[status_end] != ' ') return false;
  return read_whole(line.substr(status_at, status_end - status_at), reply_.status) && reply_.status >= 100 &&
         reply_.status < 600;
}

bool ReplyParser::read_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos || !is_token(line.substr(0, colon))) return false;
  const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  switch (lower(name.front())) {
    case 'c':
      if (is_word(name, "content-length")) return read_length(value);
      if (is_word(name, "connection")) {
        if (is_word(value, "close")) reply_.keeps_open = false;
        if (is_word(value, "keep-alive")) reply_.keeps_open = true;
      }
      return true;
    case 't':
      if (!is_word(name, "transfer-encoding")) return true;
      if (framing_ != Framing::none || !is_word(value, "chunked")) return false;
      framing_ = Framing::chunks;
      return true;
    case 'i':
      if (is_word(name, "idempotent-replayed")) reply_.replayed = is_word(value, "true");
      return true;
    case 'r':
      if (unsigned seconds = 0; is_word(name, "retry-after") && read_whole(value, seconds)) {
        reply_.retry_after = std::chrono::seconds(seconds);
      }
      return true;
    default: return true;
  }
}

bool ReplyParser::read_length(std::string_view value) {
  std::size_t length = 0;
  if (framing_ != Framing::none || !read_whole(value, length) || length > reply_body_bytes_max) return false;
  framing_ = Framing::length;
  length_ = length;
  return true;
}

ParseState ReplyParser::parse_chunks(std::span<char> bytes) {
  const std::string_view text(bytes.data(), bytes.size());
  for (;;) {
    const std::string_view rest = text.substr(chunk_);
    const std::size_t size_end = rest.find(line_end);
    if (size_end == rest.npos) {
      return rest.size() > chunk_line_bytes_max ? ParseState::malformed : ParseState::incomplete;
    }
    std::size_t size = 0;
    const std::string_view size_text = trimmed(rest.substr(0, std::min(size_end, rest.find(';'))));
    if (!read_whole(size_text, size, 16)) return ParseState::malformed;
    if (size == 0) {
      // What ends the last chunk's line ends the trailers too, if there are none.
      const std::size_t end = rest.find(head_end, size_end);
      if (end != rest.npos) return finish(joined_, chunk_ + end + head_end.size(), bytes);
      return rest.size() > reply_head_bytes_max ? ParseState::malformed : ParseState::incomplete;
    }
    if (size > reply_body_bytes_max - (joined_ - body_)) return ParseState::malformed;
    const std::size_t content = size_end + line_end.size();
    if (rest.size() < content + size + line_end.size()) return ParseState::incomplete;
    if (rest.substr(content + size, line_end.size()) != line_end) return ParseState::malformed;
    std::memmove(bytes.data() + joined_, rest.data() + content, size);
    joined_ += size;
    chunk_ += content + size + line_end.size();
  }
}

ParseState ReplyParser::finish(std::size_t body_end, std::size_t end, std::span<char> bytes) {
  reply_.body = std::string_view(bytes.data() + body_, body_end - body_);
  consumed_ = end;
  has_head_ = false;
  scanned_ = body_ = 0;
  return ParseState::complete;
}

}  // namespace doorbuster::loadtest
