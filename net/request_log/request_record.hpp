// What the request log keeps of one request: a value of fixed size without anything that a storefront chose, so neither
// a target, nor a buyer, an order or a key can get into the log. A trace's ids are numbers, and have no room for words.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "net/access/key_text.hpp"
#include "net/http_message.hpp"
#include "net/trace/trace_context.hpp"

namespace doorbuster::net {

// The id of an API key, which tells keys apart and opens nothing; zeroes: none.
using KeyId = std::array<char, key_id_chars>;

struct RequestRecord {
  std::int64_t received_ms = 0;  // since 1970: when the last of its bytes came
  std::int64_t duration_us = 0;  // from then until its answer was handed to the socket
  std::uint64_t bytes = 0;       // of the answer, head and all; of a stream, its head
  std::string_view route{};      // the pattern of its path, a literal; empty: nothing is there, or it was no request
  std::string_view problem{};    // the code of the problem that was answered, a literal; empty: none
  KeyId key{};
  std::optional<TraceContext> trace{};  // as the request brought it; nothing: it brought none, or none that is good
  std::uint64_t span = 0;               // what it was within that trace
  std::uint16_t status = 0;      // 0: not known
  Method method = Method::other;
  bool sent = true;              // false: the client had gone before it had taken the answer
};

}  // namespace doorbuster::net
