// Calls as bytes.
#include "loadtest/http/http.hpp"

#include <fmt/format.h>

#include <iterator>

namespace doorbuster::loadtest {
namespace {

std::string_view word(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::put: return "PUT";
    case Method::post: return "POST";
  }
  return "GET";
}

}  // namespace

void append_call(std::string& out, std::string_view fields, const HttpCall& call) {
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "{} {} HTTP/1.1\r\n{}\r\n", word(call.method), call.path, fields);
  if (!call.key.empty()) fmt::format_to(to, "Idempotency-Key: {}\r\n", call.key);
  if (call.method == Method::get) {
    out += "\r\n";
    return;
  }
  fmt::format_to(to, "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", call.body.size(), call.body);
}

}  // namespace doorbuster::loadtest
