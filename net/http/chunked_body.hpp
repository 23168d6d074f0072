// Decodes a chunked body (RFC 9112 section 7.1) in place: its data moves down to where the body began. Extensions and
// trailers are checked, counted and dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "net/http/request_head.hpp"

namespace doorbuster::net {

class ChunkedBody {
 public:
  enum class Progress : std::uint8_t { need_more, complete, refused };

  // The body begins `at` bytes into the message and may have `body_bytes_max`.
  void begin(std::size_t at, std::size_t body_bytes_max);

  // `message` is the same message as before, perhaps elsewhere, with more behind it.
  [[nodiscard]] Progress decode(std::span<char> message);

  // Where the decoded body ends, and where the message does, from its first byte. Once complete.
  [[nodiscard]] std::size_t body_end() const { return decoded_end_; }
  [[nodiscard]] std::size_t message_end() const { return at_; }
  // Once refused.
  [[nodiscard]] const Refusal& refusal() const { return refusal_; }

 private:
  enum class State : std::uint8_t { size_line, data, data_end, trailers, complete, refused };

  // Each does what it can; false: more bytes are needed, or it was refused.
  [[nodiscard]] bool take_size_line(std::string_view rest);
  [[nodiscard]] bool take_data(std::span<char> message);
  [[nodiscard]] bool take_data_end(std::string_view rest);
  [[nodiscard]] bool take_trailer(std::string_view rest);
  bool refuse(ProblemCode code, std::string_view detail);

  State state_ = State::complete;
  std::size_t begin_ = 0;
  std::size_t body_bytes_max_ = 0;
  std::size_t at_ = 0;           // read up to here
  std::size_t decoded_end_ = 0;
  std::uint64_t chunk_left_ = 0;
  std::size_t trailer_bytes_ = 0;
  Refusal refusal_;
};

}  // namespace doorbuster::net
