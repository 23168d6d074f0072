// The listening socket.
#include "net/transport/acceptor.hpp"

#include <fmt/format.h>
#include <netinet/tcp.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

#include "net/http/http_date.hpp"
#include "net/http/problem.hpp"
#include "net/http/response_writer.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace asio = boost::asio;
using boost::system::error_code;

namespace {

bool no_descriptor_left(const error_code& error) {
  return error == asio::error::no_descriptors || error == boost::system::errc::too_many_files_open_in_system;
}

// Answers go out at once; and the system takes little of them ahead of what it can send.
error_code set_what_connections_inherit(asio::ip::tcp::acceptor& acceptor) {
  error_code error;
  acceptor.set_option(asio::ip::tcp::no_delay(true), error);
  const int unsent = transport::unsent_bytes_max;
  if (!error && setsockopt(acceptor.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent) != 0) {
    error.assign(errno, boost::system::system_category());
  }
  return error;
}

std::string no_descriptor_answer() {
  Problem problem{};
  problem.code = ProblemCode::overloaded;
  problem.detail = "The server has no descriptor left for one more connection.";
  std::string answer;
  HttpDate date;
  append_response(answer, render_problem(problem), {.without_body = false, .closes = true},
                  date.at(std::chrono::system_clock::now()));
  return answer;
}

}  // namespace

Acceptor::Acceptor(std::vector<std::unique_ptr<IoThread>>& threads, const ServerOptions& options, NetMeters& meters)
    : threads_(threads),
      options_(options),
      meters_(meters),
      acceptor_(threads.front()->context()),
      addresses_(options.connections_per_address_max),
      backoff_(threads.front()->context()) {}

core::Result<void> Acceptor::open(const std::string& host, std::uint16_t port) {
  const auto invalid = [](std::string message) {
    return core::Failure{core::FailureKind::invalid, std::move(message)};
  };
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) return invalid(fmt::format("\"{}\" is not a numeric address; give one such as 127.0.0.1 or ::1.", host));
  if (!address.is_loopback() && !options_.access) {
    return invalid(fmt::format("Without API keys the server listens on loopback only, and {} is not loopback; "
                               "use 127.0.0.1 or ::1.", host));
  }
  const Tcp::endpoint endpoint(address, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) error = set_what_connections_inherit(acceptor_);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    error_code ignored;
    acceptor_.close(ignored);
    return core::Failure{core::FailureKind::io, fmt::format("The server can't listen on {} port {}: {}.", host, port,
                                                            error.message())};
  }
  port_ = acceptor_.local_endpoint().port();
  return {};
}

void Acceptor::start() {
  asio::post(acceptor_.get_executor(), [this] { accept(); });
}

void Acceptor::close() {
  asio::post(acceptor_.get_executor(), [this] {
    error_code ignored;
    acceptor_.close(ignored);
    backoff_.cancel();
  });
}

void Acceptor::accept() {
  if (!acceptor_.is_open()) return;
  auto& thread = *threads_[next_];
  next_ = (next_ + 1) % threads_.size();
  acceptor_.async_accept(thread.context(), [this, &thread](error_code error, Tcp::socket socket) {
    on_accepted(error, std::move(socket), thread);
  });
}

void Acceptor::on_accepted(error_code error, Tcp::socket socket, IoThread& thread) {
  if (error == asio::error::operation_aborted) return;
  if (error == asio::error::connection_aborted) return accept();
  if (error) {
    if (!std::exchange(failing_, true)) spdlog::warn("Connections can't be accepted now: {}.", error.message());
    return no_descriptor_left(error) ? refuse_without_descriptors() : back_off();
  }
  failing_ = false;
  deal(std::move(socket), thread);
  accept();
}

void Acceptor::deal(Tcp::socket socket, IoThread& thread) {
  auto admitted = admit(socket);
  if (auto* places = std::get_if<ConnectionPlaces>(&admitted)) {
    thread.adopt(std::move(socket), std::move(*places));
  } else if (auto refusal = Admission::take(refused_, options_.refusals_max)) {
    thread.refuse(std::move(socket), std::move(*refusal), std::get<Unwelcome>(admitted));
  } else {
    meters_.connections_refused[static_cast<std::size_t>(std::get<Unwelcome>(admitted))].add();
  }
}

std::variant<ConnectionPlaces, Unwelcome> Acceptor::admit(const Tcp::socket& socket) {
  auto of_all = Admission::take(open_, options_.connections_max);
  if (!of_all) return Unwelcome::connections;
  if (options_.connections_per_address_max == 0) return ConnectionPlaces{std::move(*of_all)};
  error_code gone_already;
  auto of_address = addresses_.take(socket.remote_endpoint(gone_already).address());
  if (!of_address) return Unwelcome::address;
  return ConnectionPlaces{std::move(*of_all), std::move(of_address)};
}

// Whoever waits is told so, unless that takes a TLS handshake first. accept(2) would go on failing
// though nobody waits, so the next try is when somebody does.
void Acceptor::refuse_without_descriptors() {
  const auto answer = options_.speaks_tls() ? std::string() : no_descriptor_answer();
  switch (spare_.refuse_one(acceptor_.native_handle(), answer)) {
    case SpareDescriptor::Refused::one:
      meters_.connections_refused[static_cast<std::size_t>(Unwelcome::descriptors)].add();
      return await_next();
    case SpareDescriptor::Refused::nobody_there: return await_next();
    case SpareDescriptor::Refused::no_descriptor: return back_off();
  }
}

void Acceptor::await_next() {
  acceptor_.async_wait(Tcp::acceptor::wait_read, [this](error_code error) {
    if (!error) accept();
  });
}


void Acceptor::back_off() {
  backoff_.expires_after(transport::accept_backoff);
  backoff_.async_wait([this](error_code error) {
    if (!error) accept();
  });
}

}  // namespace doorbuster::net
