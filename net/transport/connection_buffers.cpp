// What a connection holds of requests and answers: counted among all connections', refused where there is no room, and
// given back.
#include "net/transport/connection.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

void Connection::count_buffers() {
  const auto input = in_.room() - transport::input_bytes;
  buffers_.hold(input + to_send_.out.capacity() + round_.room_bytes() + round_.extra_bytes());
}

// Before any of the body is waited for: a promise alone takes no room, but one that couldn't be kept is refused. How
// long a chunked body will be nobody knows: it is refused when it grows.
bool Connection::has_room_for_body() const {
  if (parser_.head().chunked()) return true;
  const auto message = parser_.message_bytes_max();
  return message <= in_.room() || buffers_.may_hold(message - in_.room());
}

bool Connection::has_room_to_read() const {
  const auto wanted = in_.room_for(parser_.message_bytes_max());
  return wanted <= in_.room() || buffers_.may_hold(wanted - in_.room());
}

void Connection::refuse_for_buffers() {
  home_.meters.refused_for_buffers.add();
  round_.refuse({ProblemCode::overloaded, "The buffers of all connections are full."});
}

// Who takes its answers slowly needs no more than them.
void Connection::give_back_while_sending() {
  if (!all_appended_) return;
  round_.give_back();
  count_buffers();
}

void Connection::give_back() {
  if (phase_ != Phase::reading || round_.room_bytes() + to_send_.out.capacity() <= transport::idle_bytes) return;
  std::string().swap(to_send_.out);  // assigning an empty one would keep the room
  round_.give_back();
  count_buffers();
}

}  // namespace doorbuster::net
