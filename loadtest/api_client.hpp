// One call after the other, for what comes before and after the load: opening the sale, and reading what it sold.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>

#include "loadtest/http_client.hpp"
#include "loadtest/verdict.hpp"

namespace doorbuster::loadtest {

class ApiClient {
 public:
  ApiClient(const Endpoint& endpoint, std::chrono::milliseconds timeout, std::chrono::milliseconds patience);

  // Whether a server answers there at all; asked once, without patience.
  [[nodiscard]] Outcome<void> greet();
  // Blocks until there is an answer below 500. Failures are tried again until patience is over.
  [[nodiscard]] Outcome<HttpReply> call(const HttpCall& call);
  // As call(), and anything but a 2xx is a Problem that says what the server said.
  [[nodiscard]] Outcome<HttpReply> succeed(const HttpCall& call);

 private:
  [[nodiscard]] Exchange exchange_once(const HttpCall& call);

  const Endpoint& endpoint_;
  std::chrono::milliseconds patience_;
  boost::asio::io_context context_{1};
  Connection connection_;
};

}  // namespace doorbuster::loadtest
