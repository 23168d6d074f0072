// A client's socket, plain or TLS.
#include "net/transport/client_socket.hpp"

namespace doorbuster::net {

ClientSocket::ClientSocket(Socket socket, const TlsContext& tls)
    : socket_(std::move(socket)), tls_(tls.accept(socket_)) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
}

std::size_t ClientSocket::read_some(std::span<char> room, error_code& error) {
  if (tls_) return tls_->read_some(room, error);
  return socket_.read_some(boost::asio::buffer(room.data(), room.size()), error);
}

std::size_t ClientSocket::write_some(std::string_view bytes, error_code& error) {
  if (tls_) return tls_->write_some(bytes, error);
  return socket_.write_some(boost::asio::buffer(bytes.data(), bytes.size()), error);
}

void ClientSocket::cancel() {
  cancelled_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void ClientSocket::shutdown_send(error_code& error) {
  error.clear();
  if (tls_) tls_->shutdown(error);
  if (!error) socket_.shutdown(Socket::shutdown_send, error);
}

void ClientSocket::drop_what_is_unsent() {
  error_code ignored;
  socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
}

void ClientSocket::close() {
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace doorbuster::net
