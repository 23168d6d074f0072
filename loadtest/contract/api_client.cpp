// Waits for its one connection with poll().
#include "loadtest/contract/api_client.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <cerrno>
#include <thread>

#include "loadtest/contract/verdict.hpp"
#include "loadtest/contract/wire.hpp"

namespace doorbuster::loadtest {
namespace {

using boost::system::error_code;

constexpr std::chrono::milliseconds pause_between_tries{200};

std::string failure_of(const Exchange& exchange) {
  return exchange ? fmt::format("it answers {}", exchange->status) : exchange.error().message();
}

}  // namespace

ApiClient::ApiClient(const Endpoint& endpoint, std::chrono::milliseconds timeout, std::chrono::milliseconds patience)
    : endpoint_(endpoint), timeout_(timeout), patience_(patience) {}

error_code ApiClient::wait_for(short events, Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd wanted{.fd = socket_.handle(), .events = events, .revents = 0};
  const int ready = left <= 0 ? 0 : ::poll(&wanted, 1, static_cast<int>(left));
  if (ready < 0 && errno != EINTR) return {errno, boost::system::system_category()};
  return ready == 0 ? make_error_code(boost::system::errc::timed_out) : error_code();
}

error_code ApiClient::send_all(std::string_view bytes, Clock::time_point deadline) {
  while (!bytes.empty()) {
    const auto sent = socket_.send(bytes);
    if (!sent) return sent.error();
    bytes.remove_prefix(*sent);
    if (*sent > 0) continue;
    if (const error_code error = wait_for(POLLOUT, deadline)) return error;
  }
  return {};
}

Exchange ApiClient::receive(Clock::time_point deadline) {
  for (;;) {
    switch (parser_.parse(input_.bytes())) {
      case ParseState::complete: {
        input_.consume(parser_.consumed());
        if (!parser_.reply().keeps_open) socket_.close();
        return parser_.reply();
      }
      case ParseState::malformed: return make_error_code(boost::system::errc::bad_message);
      case ParseState::incomplete: break;
    }
    const auto got = socket_.receive(input_.room());
    if (!got) return got.error();
    input_.filled(*got);
    if (*got > 0) continue;
    if (const error_code error = wait_for(POLLIN, deadline)) return error;
  }
}

Exchange ApiClient::exchange_once(const HttpCall& call) {
  const Clock::time_point deadline = Clock::now() + timeout_;
  std::string request;
  append_call(request, endpoint_.fields, call);
  // A kept connection may have been closed since: then the call is sent once more, on a new one. All calls may be.
  for (bool kept = socket_.is_open();; kept = false) {
    if (!kept) {
      auto opened = Socket::connecting_to(endpoint_);
      if (!opened) return opened.error();
      socket_ = std::move(*opened);
      input_.clear();
      parser_ = {};
    }
    const error_code sent = send_all(request, deadline);
    Exchange exchange = sent ? Exchange(sent) : receive(deadline);
    if (exchange) return exchange;
    socket_.close();
    if (!kept || exchange.error() == boost::system::errc::timed_out) return exchange;
  }
}

Outcome<void> ApiClient::greet() {
  const Exchange exchange = exchange_once({.method = Method::get, .path = "/livez", .body = {}, .key = {}});
  if (exchange && is_success(*exchange)) return {};
  return Problem{fmt::format("No Doorbuster server answers at http://{} ({}). Start one with `doorbuster serve`, or "
                             "say where it is with --target.", endpoint_.host, failure_of(exchange))};
}

Outcome<HttpReply> ApiClient::call(const HttpCall& call) {
  const Clock::time_point until = Clock::now() + patience_;
  for (;;) {
    const Exchange exchange = exchange_once(call);
    if (!is_failure(exchange)) return *exchange;
    if (Clock::now() >= until) {
      return Problem{fmt::format("The server at http://{} did not answer {} for {} ms ({}). See its log, start it "
                                 "again if it has ended, and run the load once more.",
                                 endpoint_.host, call.path, patience_.count(), failure_of(exchange))};
    }
    std::this_thread::sleep_for(pause_between_tries);
  }
}

Outcome<HttpReply> ApiClient::succeed(const HttpCall& request) {
  const Outcome<HttpReply> reply = call(request);
  if (!reply || is_success(*reply)) return reply;
  const Outcome<ProblemView> problem = read_problem(reply->body);
  return Problem{fmt::format("The server at http://{} refused {} with {}: {}", endpoint_.host, request.path,
                             problem ? problem->code : std::to_string(reply->status),
                             problem ? problem->detail : problem.error().sentence)};
}

}  // namespace doorbuster::loadtest
