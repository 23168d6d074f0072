// A row of the tables of hostile requests: bytes as they are sent, and all that must come of them. There are a SKU
// "lamp" with stock and a running sale "sale" of it; $ORDER stands for a held order's id, $KEY for a key of the row's
// own.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace doorbuster::system_tests::hostile {

enum class Then { closes, stays };

struct Request {
  std::string name;  // letters and digits
  std::string bytes;
  int status = 400;
  std::string code = "invalid_http";  // of the problem; empty: no problem but an answer
  Then then = Then::closes;
  friend std::ostream& operator<<(std::ostream& out, const Request& row) { return out << row.name; }
};
using Requests = std::vector<Request>;

inline const std::string host = "Host: shop\r\n";
inline const std::string json_type = "Content-Type: application/json\r\n";

// A GET that would be answered 200, with these field lines behind its Host.
inline std::string get_with(const std::string& fields) {
  return "GET /livez HTTP/1.1\r\n" + host + fields + "\r\n";
}
inline std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n"; }

// A write with this body and its length.
inline std::string write(const std::string& method_and_target, const std::string& body,
                         const std::string& fields = json_type) {
  return method_and_target + " HTTP/1.1\r\n" + host + "Idempotency-Key: $KEY\r\n" + fields +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// The body that would take a unit of stock, and the request, framed by `fields`, that would hold it: where these are
// misread, or what comes behind a request is read as one, the state shows it.
inline const std::string good_order = R"({"sale":"sale","buyer":"thief","items":[{"sku":"lamp","qty":1}]})";
inline std::string order_framed(const std::string& fields, const std::string& body,
                                const std::string& version = "HTTP/1.1") {
  return "POST /v1/orders " + version + "\r\n" + host + json_type + "Idempotency-Key: $KEY\r\n" + fields + "\r\n" +
         body;
}
inline std::string chunked(const std::string& chunks) {
  return order_framed("Transfer-Encoding: chunked\r\n", chunks);
}
// A chunked body that is no order, so that where it is taken the answer is 400 invalid_request and nothing changes.
inline Request taken(std::string name, std::string bytes) {
  return {std::move(name), std::move(bytes), 400, "invalid_request", Then::stays};
}

inline std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace doorbuster::system_tests::hostile
