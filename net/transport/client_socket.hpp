// A client's socket: bytes as they are, or through TLS. Never blocks. Lives on one I/O thread; stays where it was made.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "net/tls/tls_context.hpp"

namespace doorbuster::net {

class ClientSocket {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using error_code = boost::system::error_code;

  // Speaks TLS where `tls` has a certificate.
  ClientSocket(Socket socket, const TlsContext& tls);
  ClientSocket(const ClientSocket&) = delete;
  ClientSocket& operator=(const ClientSocket&) = delete;

  [[nodiscard]] auto get_executor() { return socket_.get_executor(); }
  // The client's address; 0.0.0.0 if it has gone already.
  [[nodiscard]] boost::asio::ip::address peer() const {
    error_code ignored;
    return socket_.remote_endpoint(ignored).address();
  }

  // At most one of each is under way, and `handler` keeps this alive. `room` stays until `handler(error, count)` is
  // called; no bytes and no error: the TLS handshake is done.
  template <class Handler>
  void async_read_some(std::span<char> room, Handler handler);
  // `handler(error)` is called when the next write_some() may take something.
  template <class Handler>
  void async_wait_to_write(Handler handler);

  // What can be had, or goes, at once.
  [[nodiscard]] std::size_t read_some(std::span<char> room, error_code& error);
  [[nodiscard]] std::size_t write_some(std::string_view bytes, error_code& error);

  // Reading under way ends: with what has been read already, or with operation_aborted.
  void cancel();
  // Says that nothing comes any more. would_block: to be called again after an async_wait_to_write().
  void shutdown_send(error_code& error);
  // close() then leaves the system with nothing to send.
  void drop_what_is_unsent();
  void close();

  // False while a TLS handshake is under way.
  [[nodiscard]] bool established() const { return !tls_ || tls_->established(); }
  // Reading failed, since the client speaks HTTP without TLS. speak_plain() lets it be told so.
  [[nodiscard]] bool was_sent_plain_http() const { return tls_ && tls_->was_sent_plain_http(); }
  void speak_plain() { tls_.reset(); }

 private:
  template <class Handler>
  void wait_and_read(std::span<char> room, Handler handler);

  Socket socket_;
  std::unique_ptr<TlsSession> tls_;
  bool cancelled_ = false;  // the read under way
};

template <class Handler>
void ClientSocket::async_read_some(std::span<char> room, Handler handler) {
  if (!tls_) return socket_.async_read_some(boost::asio::buffer(room.data(), room.size()), std::move(handler));
  cancelled_ = false;
  if (!tls_->has_pending()) return wait_and_read(room, std::move(handler));
  boost::asio::post(get_executor(), [this, room, handler = std::move(handler)]() mutable {
    error_code error;
    const auto bytes = read_some(room, error);
    if (error == boost::asio::error::would_block) return wait_and_read(room, std::move(handler));
    handler(error, bytes);
  });
}

template <class Handler>
void ClientSocket::wait_and_read(std::span<char> room, Handler handler) {
  // It may have been between two waits when it was.
  if (cancelled_) return handler(boost::asio::error::operation_aborted, 0);
  socket_.async_wait(tls_->read_waits_for(), [this, room, handler = std::move(handler)](error_code error) mutable {
    const auto bytes = error ? 0 : read_some(room, error);
    if (error == boost::asio::error::would_block) return wait_and_read(room, std::move(handler));
    handler(error, bytes);
  });
}

template <class Handler>
void ClientSocket::async_wait_to_write(Handler handler) {
  socket_.async_wait(tls_ ? tls_->write_waits_for() : Socket::wait_write, std::move(handler));
}

}  // namespace doorbuster::net
