// A small HTTP/1.1 client over a blocking socket, for tests: sends what it is told to the byte, good or bad, and says
// what came back. Never repeats a request by itself. One thread at a time.
#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorbuster::support {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  int status = 0;
  std::string version;  // "HTTP/1.1"
  Fields fields;        // names in lower case
  std::string body;

  // `name` in lower case; the empty string where there is no such field.
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  // Throws where the body isn't JSON.
  [[nodiscard]] boost::json::value json() const;
};

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, std::chrono::milliseconds timeout = std::chrono::seconds(30));
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // One request and its answer, over the connection that is open or else a new one. Nothing where the connection
  // broke or the time ran out: what became of the request is then unknown. `body` with content gets its
  // Content-Length and, unless `fields` names one, `Content-Type: application/json`. A field with an empty
  // value is not sent.
  std::optional<Reply> request(std::string_view method, std::string_view target, std::string_view body = {},
                               const Fields& fields = {});
  std::optional<Reply> get(std::string_view target) { return request("GET", target); }

  // The parts, for pipelining and for bad requests.
  [[nodiscard]] static std::string render(std::string_view method, std::string_view target, std::string_view body,
                                          const Fields& fields);
  bool send(std::string_view bytes);
  std::optional<Reply> read_reply(bool to_head = false);
  std::optional<Reply> read_head();  // of a body that goes on and on: read_some() gives the body, bit by bit
  std::optional<std::string> read_some(const Reply& head);
  // True once the server has closed and nothing is left to read.
  bool closed_by_server();
  void close();
  // Before it connects: its socket takes little ahead of what is read, so that a server soon can't send more.
  void hold_little() { holds_little_ = true; }

 private:
  bool connect();
  bool fill();
  std::optional<std::string> take(std::size_t bytes);
  std::optional<std::string> take_line();
  std::optional<std::string> take_chunk();

  std::uint16_t port_;
  std::chrono::milliseconds timeout_;
  bool holds_little_ = false;
  int socket_ = -1;
  std::string buffer_;  // received, not yet taken
  std::size_t taken_ = 0;
};

}  // namespace doorbuster::support
