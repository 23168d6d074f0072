// Reads one HTTP answer after the other from the bytes of a connection, however they are cut. Strict: what could be
// read in two ways is malformed, since it is not clear then where the next answer begins.
#pragma once

#include <span>

#include "loadtest/http/http.hpp"

namespace doorbuster::loadtest {

inline constexpr std::size_t reply_head_bytes_max = 16u << 10;
// A page of 1,000 orders of 100 lines each is the largest answer that the contract allows.
inline constexpr std::size_t reply_body_bytes_max = 64u << 20;

enum class ParseState : std::uint8_t { incomplete, complete, malformed };

// One for a connection. Interim answers (1xx) are passed over.
class ReplyParser {
 public:
  // `bytes` begins where the last complete answer ended and has grown at its end since the last call; chunks are joined
  // in place. After `complete`, reply() is valid as long as the bytes are, and the next answer begins at consumed().
  [[nodiscard]] ParseState parse(std::span<char> bytes);
  [[nodiscard]] const HttpReply& reply() const { return reply_; }
  [[nodiscard]] std::size_t consumed() const { return consumed_; }

 private:
  enum class Framing : std::uint8_t { none, length, chunks };

  [[nodiscard]] ParseState parse_head(std::string_view text);
  [[nodiscard]] bool read_status_line(std::string_view line);
  [[nodiscard]] bool read_field(std::string_view line);
  [[nodiscard]] bool read_length(std::string_view value);
  [[nodiscard]] ParseState parse_chunks(std::span<char> bytes);
  [[nodiscard]] ParseState finish(std::size_t body_end, std::size_t end, std::span<char> bytes);

  HttpReply reply_;
  Framing framing_ = Framing::none;
  bool has_head_ = false;
  std::size_t scanned_ = 0;   // of the head: no blank line before
  std::size_t body_ = 0;      // where the body begins
  std::size_t length_ = 0;    // of the body
  std::size_t joined_ = 0;    // chunks: where the next one's content goes
  std::size_t chunk_ = 0;     // chunks: where the next one's size stands
  std::size_t consumed_ = 0;
};

}  // namespace doorbuster::loadtest
