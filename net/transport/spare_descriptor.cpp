// accept4(2) with a descriptor that was kept for it.
#include "net/transport/spare_descriptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace doorbuster::net {
namespace {

// What has come of its request; closing with that unread would reset the connection, and the answer with it.
void read_what_is_there(int socket) {
  std::array<char, 16u << 10> bytes;  // an ordinary request at least
  [[maybe_unused]] const auto read = recv(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
}

void send_away(int socket, std::string_view answer) {
  // What a new connection's empty send buffer doesn't take is no loss: it would be more than any answer of ours.
  if (send(socket, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) shutdown(socket, SHUT_WR);
  read_what_is_there(socket);
  close(socket);
}

}  // namespace

void SpareDescriptor::hold() {
  if (descriptor_ < 0) descriptor_ = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void SpareDescriptor::let_go() {
  if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
}

SpareDescriptor::Refused SpareDescriptor::refuse_one(int listener, std::string_view answer) {
  hold();
  if (descriptor_ < 0) return Refused::no_descriptor;
  let_go();
  const int socket = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  const bool nobody = socket < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (socket >= 0) send_away(socket, answer);
  hold();
  if (socket >= 0) return Refused::one;
  return nobody ? Refused::nobody_there : Refused::no_descriptor;
}

}  // namespace doorbuster::net
