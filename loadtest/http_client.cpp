// The harness's only use of Beast.
#include "loadtest/http_client.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>

namespace doorbuster::loadtest {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

// A page of 1,000 orders of 100 lines each is the largest answer that the contract allows.
constexpr std::uint64_t reply_bytes_max = 64u << 20;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

http::verb verb_of(Method method) {
  switch (method) {
    case Method::get: return http::verb::get;
    case Method::put: return http::verb::put;
    case Method::post: return http::verb::post;
  }
  return http::verb::get;
}

Request render(const HttpCall& call, const std::string& host) {
  Request request(verb_of(call.method), call.path, 11);
  request.set(http::field::host, host);
  if (!call.key.empty()) request.set("Idempotency-Key", call.key);
  if (call.method != Method::get) {
    request.set(http::field::content_type, "application/json");
    request.body() = call.body;
    request.prepare_payload();
  }
  return request;
}

std::optional<std::chrono::seconds> read_seconds(std::string_view text) {
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::chrono::seconds(seconds);
}

HttpReply reply_of(Response&& response) {
  const auto retry_after = response[http::field::retry_after];
  return {.status = response.result_int(),
          .body = std::move(response.body()),
          .replayed = response["Idempotent-Replayed"] == "true",
          .retry_after = read_seconds({retry_after.data(), retry_after.size()})};
}

}  // namespace

struct Connection::Impl {
  asio::io_context& context;
  Endpoint endpoint;
  std::chrono::milliseconds timeout;
  std::optional<beast::tcp_stream> stream{};  // absent: closed
  beast::flat_buffer buffer{};

  asio::awaitable<error_code> connect() {
    stream.emplace(context);
    buffer.clear();
    stream->expires_after(timeout);
    auto [error] = co_await stream->async_connect(endpoint.address, as_result);
    if (!error) stream->socket().set_option(asio::ip::tcp::no_delay(true), error);
    co_return error;
  }

  asio::awaitable<Exchange> send(const Request& request) {
    stream->expires_after(timeout);
    const auto [write_error, written] = co_await http::async_write(*stream, request, as_result);
    if (write_error) co_return write_error;
    http::response_parser<http::string_body> parser;
    parser.body_limit(reply_bytes_max);
    const auto [read_error, taken] = co_await http::async_read(*stream, buffer, parser, as_result);
    if (read_error) co_return read_error;
    stream->expires_never();
    const bool keep = parser.get().keep_alive();
    HttpReply reply = reply_of(parser.release());
    if (!keep) stream.reset();
    co_return reply;
  }
};

Connection::Connection(asio::io_context& context, const Endpoint& endpoint, std::chrono::milliseconds timeout)
    : impl_(std::make_unique<Impl>(Impl{context, endpoint, timeout})) {}
Connection::~Connection() = default;

asio::awaitable<Exchange> Connection::exchange(const HttpCall& call) {
  const Request request = render(call, impl_->endpoint.host);
  const bool kept = impl_->stream.has_value();
  if (kept) {
    Exchange reply = co_await impl_->send(request);
    if (reply) co_return reply;
    impl_->stream.reset();
    if (reply.error() == beast::error::timeout) co_return reply;
  }
  if (const error_code error = co_await impl_->connect()) {
    impl_->stream.reset();
    co_return error;
  }
  Exchange reply = co_await impl_->send(request);
  if (!reply) impl_->stream.reset();
  co_return reply;
}

Outcome<Endpoint> find_endpoint(std::string_view target) {
  constexpr std::string_view scheme = "http://";
  const auto refuse = [&](std::string_view why) {
    return Problem{fmt::format("The target \"{}\" {}; give it as http://HOST:PORT.", target, why)};
  };
  std::string_view rest = target;
  if (!rest.starts_with(scheme)) return refuse("does not start with http://");
  rest.remove_prefix(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.empty() || rest.find_first_of("/?#@") != rest.npos) return refuse("is not a host and a port alone");

  std::string host(rest), port = "80";
  const std::size_t colon = rest.rfind(':');
  if (colon != rest.npos && rest.find(']', colon) == rest.npos) {
    host = rest.substr(0, colon);
    port = rest.substr(colon + 1);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);

  asio::io_context context;
  asio::ip::tcp::resolver resolver(context);
  error_code error;
  const auto found = resolver.resolve(host, port, error);
  if (error || found.empty()) return refuse(fmt::format("can't be looked up ({})", error.message()));
  return Endpoint{.address = found.begin()->endpoint(), .host = std::string(rest)};
}

}  // namespace doorbuster::loadtest
