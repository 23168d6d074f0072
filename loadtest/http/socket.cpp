// The system's calls.
#include "loadtest/http/socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <cerrno>

namespace doorbuster::loadtest {
namespace {

using boost::system::error_code;

error_code last_error() { return {errno, boost::system::system_category()}; }

bool is_not_ready() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Socket& Socket::operator=(Socket&& other) noexcept {
  if (this != &other) {
    close();
    handle_ = other.handle_;
    other.handle_ = -1;
  }
  return *this;
}

boost::system::result<Socket> Socket::connecting_to(const Endpoint& endpoint) {
  Socket socket(::socket(endpoint.address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.is_open()) return last_error();
  const int on = 1;
  if (setsockopt(socket.handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) return last_error();
  const auto* address = reinterpret_cast<const sockaddr*>(&endpoint.address);
  if (::connect(socket.handle_, address, endpoint.address_bytes) != 0 && errno != EINPROGRESS) return last_error();
  return socket;
}

void Socket::close() {
  if (is_open()) ::close(handle_);
  handle_ = -1;
}

boost::system::result<std::size_t> Socket::send(std::string_view bytes) {
  const ssize_t sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  // A connection that is still being made is not ready.
  if (is_not_ready() || errno == ENOTCONN) return std::size_t{0};
  return last_error();
}

boost::system::result<std::size_t> Socket::receive(std::span<char> room) {
  const ssize_t got = ::recv(handle_, room.data(), room.size(), 0);
  if (got > 0) return static_cast<std::size_t>(got);
  if (got == 0) return error_code(ECONNRESET, boost::system::system_category());
  if (is_not_ready()) return std::size_t{0};
  return last_error();
}

}  // namespace doorbuster::loadtest
