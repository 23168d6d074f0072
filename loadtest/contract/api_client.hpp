// One call after the other, for what comes before and after the load: opening the sale, and reading what it sold.
#pragma once

#include <chrono>
#include <string>

#include "loadtest/http/endpoint.hpp"
#include "loadtest/http/http.hpp"
#include "loadtest/http/input_buffer.hpp"
#include "loadtest/http/reply_parser.hpp"
#include "loadtest/http/socket.hpp"

namespace doorbuster::loadtest {

class ApiClient {
 public:
  ApiClient(const Endpoint& endpoint, std::chrono::milliseconds timeout, std::chrono::milliseconds patience);

  // Whether a server answers there at all; asked once, without patience.
  [[nodiscard]] Outcome<void> greet();
  // Blocks until there is an answer below 500. Failures are tried again until patience is over. A reply's body is valid
  // until the next call.
  [[nodiscard]] Outcome<HttpReply> call(const HttpCall& call);
  // As call(), and anything but a 2xx is a Problem that says what the server said.
  [[nodiscard]] Outcome<HttpReply> succeed(const HttpCall& call);

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] Exchange exchange_once(const HttpCall& call);
  [[nodiscard]] boost::system::error_code send_all(std::string_view bytes, Clock::time_point deadline);
  [[nodiscard]] Exchange receive(Clock::time_point deadline);
  [[nodiscard]] boost::system::error_code wait_for(short events, Clock::time_point deadline);

  const Endpoint& endpoint_;
  std::chrono::milliseconds timeout_, patience_;
  Socket socket_;
  InputBuffer input_{reply_head_bytes_max + reply_body_bytes_max};
  ReplyParser parser_;
};

}  // namespace doorbuster::loadtest
