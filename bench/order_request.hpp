// A typical order as it comes over the wire, and the reading of it as a connection does it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "net/http/request_parser.hpp"

namespace doorbuster::bench {

inline const std::string order_body =
    R"({"sale":"double-11","buyer":"buyer-0123456789","items":[{"sku":"lamp","qty":1}]})";
inline const std::string order_key = "checkout-0123456789";
inline constexpr std::size_t body_bytes_max = 64u << 10;

// So many of them, one after the other, and the padding that readers of bodies are promised.
[[nodiscard]] inline std::vector<char> order_requests(std::int64_t count) {
  const std::string one =
      "POST /v1/orders HTTP/1.1\r\nHost: orders.example.com\r\nUser-Agent: checkout/2.4\r\nAccept: application/json\r\n"
      "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(order_body.size()) + "\r\nIdempotency-Key: " + order_key + "\r\n\r\n" + order_body;
  std::vector<char> bytes;
  for (std::int64_t i = 0; i < count; ++i) bytes.insert(bytes.end(), one.begin(), one.end());
  bytes.resize(bytes.size() + net::body_padding);
  return bytes;
}

// Calls on_request(request, head) for each request in `bytes`, which are all complete. The views end with each call.
template <class OnRequest>
void read_requests(net::RequestParser& parser, std::span<char> bytes, OnRequest&& on_request) {
  using Progress = net::RequestParser::Progress;
  while (!bytes.empty()) {
    parser.reset();
    if (parser.parse(bytes) != Progress::head) std::abort();
    parser.limit_body(body_bytes_max);
    if (parser.parse(bytes) != Progress::complete) std::abort();
    on_request(parser.request(bytes), parser.head());
    bytes = bytes.subspan(parser.message_bytes());
  }
}

}  // namespace doorbuster::bench
