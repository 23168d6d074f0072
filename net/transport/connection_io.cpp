// A connection and its socket: receiving and sending, and how long it waits for either.
#include <boost/asio/error.hpp>

#include "net/transport/connection.hpp"
#include "net/transport/peer_address.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace asio = boost::asio;
using boost::system::error_code;

void Connection::start() {
  guarded([this] {
    home_.meters.connections_accepted.add();
    counted_ = true;
    peer_ = address_of(socket_.peer());
    proceed();
  });
}

void Connection::start_refused(Unwelcome why) {
  guarded([this, why] {
    home_.meters.connections_refused[static_cast<std::size_t>(why)].add();
    if (why == Unwelcome::address) {
      refuse(ProblemCode::rate_limited, "As many connections of this address are open as may be.");
    } else {
      refuse(ProblemCode::overloaded, "As many connections are open as may be.");
    }
  });
}

void Connection::wait_for_request() {
  if (home_.draining) return take_what_is_there();
  if (!has_room_to_read()) {
    refuse_for_buffers();
    phase_ = Phase::answering;
    return;
  }
  phase_ = Phase::reading;
  set_reading_deadline();
  if (!trickles(received_ns_)) receive();
}

// A handshake's time runs from the start, a head's from its first byte, a body's from the head's end: more bytes of the
// same give no more time.
void Connection::set_reading_deadline() {
  using Wait = Deadline::Wait;
  const auto wait = !socket_.established() ? Wait::handshake
                    : in_.empty()          ? Wait::idle
                    : parser_.reads_body() ? Wait::body
                                           : Wait::head;
  if (wait == deadline_.wait() && !answered_since_) return;
  answered_since_ = false;
  const auto& options = home_.options;
  deadline_.set(wait, wait == Wait::idle   ? options.idle_deadline
                      : wait == Wait::body ? options.body_deadline
                                           : options.head_deadline);
}

std::span<char> Connection::make_room() {
  const auto room = in_.make_room(parser_.message_bytes_max());
  count_buffers();
  return room;
}

void Connection::receive() {
  const auto room = make_room();
  reading_ = true;
  socket_.async_read_some(room, [self = shared_from_this()](error_code error, std::size_t bytes) {
    self->guarded([&] { self->on_received(error, bytes); });
  });
}

void Connection::on_received(error_code error, std::size_t bytes) {
  reading_ = false;
  if (closed()) return;
  if (error == asio::error::operation_aborted) {
    // read_trickle() has ended this read, and goes on with the next.
    if (phase_ == Phase::reading && !home_.draining && trickles(monotonic_ns())) return;
    if (phase_ == Phase::reading) take_what_is_there();
    return proceed();
  }
  if (socket_.was_sent_plain_http() && phase_ == Phase::reading) {
    socket_.speak_plain();
    return refuse(ProblemCode::invalid_http, "This port speaks TLS: ask by https://.");
  }
  if (error) {
    // Where an answer is under way, writing it tells whether the client is still there.
    if (phase_ != Phase::answering && phase_ != Phase::sending) close();
    return;
  }
  take_received(bytes);
  if (phase_ == Phase::reading) {
    phase_ = Phase::parsing;
    return proceed();
  }
  // Whatever comes behind a request that ended the conversation is of no interest.
  in_.consume(in_.bytes().size());
  if (phase_ != Phase::answering && phase_ != Phase::sending) receive();
}

void Connection::take_received(std::size_t bytes) {
  in_.received(bytes);
  home_.meters.bytes_in.add(bytes);
  received_ns_ = monotonic_ns();
  received_last_ = bytes;
  share_ = transport::eager_requests_max;
}

void Connection::wait_no_longer() {
  if (reading_) return socket_.cancel();  // and on_received() reads what is there
  take_what_is_there();
  proceed();
}

// Draining, or idle for too long: what has come by now is still answered; if nothing has, the connection ends.
void Connection::take_what_is_there() {
  const auto room = make_room();
  error_code error;
  const auto bytes = socket_.read_some(room, error);
  if (error || bytes == 0) {
    if (!home_.draining) home_.meters.timed_out[static_cast<std::size_t>(Timeout::idle)].add();
    return close_in_silence();
  }
  take_received(bytes);
  phase_ = Phase::parsing;
}

bool Connection::flush() {
  auto& [out, lasting] = to_send_;
  while (!writing_ && (sent_ < out.size() || !lasting.empty())) {
    error_code error;
    const bool lasts = sent_ == out.size();
    const auto bytes = socket_.write_some(lasts ? lasting : std::string_view(out).substr(sent_), error);
    home_.meters.bytes_out.add(bytes);
    if (lasts) {
      lasting.remove_prefix(bytes);
    } else {
      sent_ += bytes;
    }
    if (!error) continue;
    if (error != asio::error::would_block) {
      close();
      return false;
    }
    wait_to_send();
  }
  if (writing_) return false;
  deadline_.clear();
  to_send_.out.clear();
  sent_ = 0;
  if (to_send_.out.capacity() > 2 * transport::output_bytes) std::string().swap(to_send_.out);
  return true;
}

void Connection::wait_to_send() {
  if (deadline_.wait() != Deadline::Wait::write) deadline_.set(Deadline::Wait::write, home_.options.write_deadline);
  give_back_while_sending();
  writing_ = true;
  socket_.async_wait_to_write([self = shared_from_this()](error_code error) {
    self->guarded([&] { self->on_writable(error); });
  });
}

// A crowd that takes its answers slowly becomes ready for more all at once: each sends in a turn of its own.
void Connection::on_writable(error_code error) {
  if (closed()) return;
  if (error) return close();
  home_.turns.wait_for([self = shared_from_this()] {
    self->writing_ = false;
    self->guarded([&] { self->proceed(); });
  });
}

}  // namespace doorbuster::net
