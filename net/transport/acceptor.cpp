// The listening socket.
#include "net/transport/acceptor.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <utility>

#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace asio = boost::asio;
using boost::system::error_code;

Acceptor::Acceptor(std::vector<std::unique_ptr<IoThread>>& threads, const ServerOptions& options)
    : threads_(threads),
      options_(options),
      acceptor_(threads.front()->context()),
      backoff_(threads.front()->context()) {}

core::Result<void> Acceptor::open(const std::string& host, std::uint16_t port) {
  const auto invalid = [](std::string message) {
    return core::Failure{core::FailureKind::invalid, std::move(message)};
  };
  error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) return invalid(fmt::format("\"{}\" is not a numeric address; give one such as 127.0.0.1 or ::1.", host));
  if (!address.is_loopback()) {
    return invalid(fmt::format("Without API keys the server listens on loopback only, and {} is not loopback; "
                               "use 127.0.0.1 or ::1.", host));
  }
  const Tcp::endpoint endpoint(address, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
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
    // No descriptor or memory is left: trying again at once would only spin.
    if (!std::exchange(failing_, true)) spdlog::warn("Connections can't be accepted now: {}.", error.message());
    return back_off();
  }
  failing_ = false;
  deal(std::move(socket), thread);
  accept();
}

void Acceptor::deal(Tcp::socket socket, IoThread& thread) {
  if (auto admission = Admission::take(open_, options_.connections_max)) {
    thread.adopt(std::move(socket), std::move(*admission));
  } else if (auto refusal = Admission::take(refused_, options_.refusals_max)) {
    thread.refuse(std::move(socket), std::move(*refusal));
  }
}

void Acceptor::back_off() {
  backoff_.expires_after(transport::accept_backoff);
  backoff_.async_wait([this](error_code error) {
    if (!error) accept();
  });
}

}  // namespace doorbuster::net
