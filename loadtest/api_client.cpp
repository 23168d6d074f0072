// Runs one coroutine at a time to its end.
#include "loadtest/api_client.hpp"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <thread>

#include "loadtest/wire.hpp"

namespace doorbuster::loadtest {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds pause_between_tries{200};

std::string failure_of(const Exchange& exchange) {
  return exchange ? fmt::format("it answers {}", exchange->status) : exchange.error().message();
}

}  // namespace

ApiClient::ApiClient(const Endpoint& endpoint, std::chrono::milliseconds timeout, std::chrono::milliseconds patience)
    : endpoint_(endpoint), patience_(patience), connection_(context_, endpoint, timeout) {}

Exchange ApiClient::exchange_once(const HttpCall& call) {
  std::future<Exchange> reply = boost::asio::co_spawn(context_, connection_.exchange(call), boost::asio::use_future);
  context_.restart();
  context_.run();
  return reply.get();
}

Outcome<void> ApiClient::greet() {
  const Exchange exchange = exchange_once({.method = Method::get, .path = "/livez", .body = {}, .key = {}});
  if (exchange && exchange->status == 200) return {};
  return Problem{fmt::format("No Doorbuster server answers at http://{} ({}). Start one with `doorbuster serve`, or "
                             "say where it is with --target.", endpoint_.host, failure_of(exchange))};
}

Outcome<HttpReply> ApiClient::call(const HttpCall& call) {
  const Clock::time_point until = Clock::now() + patience_;
  for (;;) {
    Exchange exchange = exchange_once(call);
    if (judge(exchange).kind != VerdictKind::failed) return std::move(*exchange);
    if (Clock::now() >= until) {
      return Problem{fmt::format("The server at http://{} did not answer {} for {} ms ({}). See its log, start it "
                                 "again if it has ended, and run the load once more.",
                                 endpoint_.host, call.path, patience_.count(), failure_of(exchange))};
    }
    std::this_thread::sleep_for(pause_between_tries);
  }
}

Outcome<HttpReply> ApiClient::succeed(const HttpCall& request) {
  Outcome<HttpReply> reply = call(request);
  if (!reply || (reply->status >= 200 && reply->status < 300)) return reply;
  const Outcome<ProblemView> problem = read_problem(reply->body);
  return Problem{fmt::format("The server at http://{} refused {} with {}: {}", endpoint_.host, request.path,
                             problem ? problem->code : std::to_string(reply->status),
                             problem ? problem->detail : problem.error().sentence)};
}

}  // namespace doorbuster::loadtest
