// One keep-alive HTTP connection to the server under test. Everything that the harness sends may be sent twice (writes
// carry a key), so a kept connection that turns out to be closed is opened anew and the call sent again, once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/result.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

// Where the server is. `host` is what the Host field says.
struct Endpoint {
  boost::asio::ip::tcp::endpoint address;
  std::string host;
};

// Reads "http://HOST:PORT" (a path of "/" may follow; without a port: 80) and looks the name up.
[[nodiscard]] Outcome<Endpoint> find_endpoint(std::string_view target);

enum class Method : std::uint8_t { get, put, post };

struct HttpCall {
  Method method = Method::get;
  std::string path;  // with its query
  std::string body;  // JSON; empty: none
  std::string key;   // Idempotency-Key; empty: none
};

struct HttpReply {
  unsigned status = 0;
  std::string body;
  bool replayed = false;  // Idempotent-Replayed: true
  std::optional<std::chrono::seconds> retry_after;
};

// No answer at all: what failed, with the system's word for it.
using Exchange = boost::system::result<HttpReply>;

// Belongs to one thread, the one that runs its io_context. One call at a time.
class Connection {
 public:
  Connection(boost::asio::io_context& context, const Endpoint& endpoint, std::chrono::milliseconds timeout);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Connects if need be. After a failure or a time out the connection is closed; the next call opens it again.
  [[nodiscard]] boost::asio::awaitable<Exchange> exchange(const HttpCall& call);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace doorbuster::loadtest
