// What travels: calls as values and as bytes, answers as views of bytes. Written anew for the harness, so that it can't
// share a mistake with the server's own HTTP.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster::loadtest {

enum class Method : std::uint8_t { get, put, post };

struct HttpCall {
  Method method = Method::get;
  std::string path;  // with its query
  std::string body;  // JSON; empty: none
  std::string key;   // Idempotency-Key; empty: none
};

// `fields` are those of its endpoint. Appends, so that several calls can go out in one write.
void append_call(std::string& out, std::string_view fields, const HttpCall& call);

struct HttpReply {
  unsigned status = 0;
  std::string_view body;  // of the buffer that was parsed
  bool replayed = false;  // Idempotent-Replayed: true
  bool keeps_open = true; // another call may follow on this connection
  std::optional<std::chrono::seconds> retry_after;
};

// No answer at all: what failed, with the system's word for it.
using Exchange = boost::system::result<HttpReply>;

}  // namespace doorbuster::loadtest
