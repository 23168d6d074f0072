// HTTP and HTTPS by libcurl: one request at a time, over connections that are kept open. Sends the key with each, or
// signs it. Knows nothing of what a request means, and never repeats one by itself.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/client/server_access.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

struct HttpCall {
  std::string method = "GET";
  std::string path;  // "/v1/skus/lamp", percent-encoded, with its query
  std::string body{};
  std::vector<std::pair<std::string, std::string>> fields{};
};

struct HttpAnswer {
  int status = 0;
  std::string body;
  std::optional<std::chrono::seconds> retry_after;
  bool replayed = false;  // Idempotent-Replayed: true
  std::string position;   // X-Journal-Position; empty: the answer has none
};

// There is no answer. `sent`: the request may have arrived all the same.
struct NoAnswer {
  bool sent = false;
  std::string why;  // a phrase: "Connection refused"
};
[[noreturn]] inline void throw_exception_from_error(const NoAnswer& none, const boost::source_location&) {
  throw std::logic_error("unchecked: no answer, " + none.why);
}
using HttpExchange = boost::system::result<HttpAnswer, NoAnswer>;

class HttpSession {
 public:
  // The longest answer that is taken; a page of 1,000 orders of 100 lines is less.
  static constexpr std::size_t answer_bytes_max = std::size_t{64} << 20;

  explicit HttpSession(ServerAccess access);
  ~HttpSession();
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

  [[nodiscard]] HttpExchange send(const HttpCall& call);

  // A body without an end: `take` gets it bit by bit. An answer other than 200 comes back with its body, as from
  // send(); a 200 only once the server has ended it.
  using Take = std::function<void(std::string_view bytes)>;
  [[nodiscard]] HttpExchange follow(const HttpCall& call, const Take& take);

  [[nodiscard]] const ServerAccess& access() const { return access_; }

 private:
  struct Transfer;
  void prepare(const HttpCall& call, Transfer& transfer);
  // What the Authorization field says; empty: there is no key.
  [[nodiscard]] std::string authorization(const HttpCall& call);
  [[nodiscard]] HttpExchange perform(Transfer& transfer);

  ServerAccess access_;
  std::optional<net::RequestSigner> signer_;  // where the key signs
  struct Curl;
  std::unique_ptr<Curl> curl_;
};

}  // namespace doorbuster::app
