// A connection and its socket: receiving, sending, deadlines, and the ways in which it ends.
#include <spdlog/spdlog.h>

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
  if (home_.draining) return read_last_bytes();
  if (!has_room_to_read()) {
    refuse_for_buffers();
    phase_ = Phase::answering;
    return;
  }
  phase_ = Phase::reading;
  set_reading_deadline();
  receive();
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

void Connection::receive() {
  const auto room = in_.make_room(parser_.message_bytes_max());
  count_buffers();
  reading_ = true;
  socket_.async_read_some(room, [self = shared_from_this()](error_code error, std::size_t bytes) {
    self->guarded([&] { self->on_received(error, bytes); });
  });
}

void Connection::on_received(error_code error, std::size_t bytes) {
  reading_ = false;
  if (closed()) return;
  if (error == asio::error::operation_aborted) {
    if (phase_ == Phase::reading) read_last_bytes();
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
  share_ = transport::eager_requests_max;
}

// Draining: what has come by now is still answered; if nothing has, the connection ends.
void Connection::read_last_bytes() {
  const auto room = in_.make_room(parser_.message_bytes_max());
  error_code error;
  const auto bytes = socket_.read_some(room, error);
  if (error || bytes == 0) return close_in_silence();
  take_received(bytes);
  phase_ = Phase::parsing;
}

bool Connection::flush() {
  while (!writing_ && sent_ < out_.size()) {
    error_code error;
    const auto bytes = socket_.write_some(std::string_view(out_).substr(sent_), error);
    home_.meters.bytes_out.add(bytes);
    sent_ += bytes;
    if (!error) continue;
    if (error != asio::error::would_block) {
      close();
      return false;
    }
    wait_to_send();
  }
  if (writing_) return false;
  deadline_.clear();
  out_.clear();
  sent_ = 0;
  if (out_.capacity() > 2 * transport::output_bytes) std::string().swap(out_);
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

// Closing at once what still has unread bytes would reset the connection, and the client might never see its answer.
void Connection::linger() {
  error_code error;
  socket_.shutdown_send(error);
  if (error == asio::error::would_block) {
    phase_ = Phase::last_sending;
    return wait_to_send();
  }
  if (error) return close();
  in_.consume(in_.bytes().size());
  phase_ = Phase::lingering;
  deadline_.set(Deadline::Wait::linger, transport::linger);
  if (!reading_) receive();
}

// Nothing was being said.
void Connection::close_in_silence() {
  error_code ignored;
  socket_.shutdown_send(ignored);
  close();
}

void Connection::drain() {
  guarded([this] {
    if (phase_ == Phase::reading) {
      socket_.cancel();  // and on_received() reads what is there
    } else if (phase_ == Phase::streaming) {
      end_stream();
      proceed();
    }
  });
}

bool Connection::check_deadline(std::int64_t now_ns) {
  const bool makes_room =
      home_.crowded && deadline_.has_waited(Deadline::Wait::idle, transport::crowded_idle, now_ns);
  if (!makes_room && !deadline_.passed(now_ns)) return false;
  guarded([this] {
    switch (deadline_.wait()) {
      case Deadline::Wait::handshake: return time_out(Timeout::handshake);
      case Deadline::Wait::head: return time_out(Timeout::head);
      case Deadline::Wait::body: return time_out(Timeout::body);
      case Deadline::Wait::write: return time_out(Timeout::write);
      case Deadline::Wait::idle: return time_out(Timeout::idle);
      case Deadline::Wait::linger: return close();
      case Deadline::Wait::none: return;
    }
  });
  return true;
}

void Connection::time_out(Timeout timeout) {
  home_.meters.timed_out[static_cast<std::size_t>(timeout)].add();
  switch (timeout) {
    case Timeout::handshake: return close();
    case Timeout::write: return break_off();
    case Timeout::idle: return close_in_silence();
    case Timeout::head: return refuse(ProblemCode::request_timeout, "The request's head took too long to come.");
    case Timeout::body: return refuse(ProblemCode::request_timeout, "The request's body took too long to come.");
  }
}

void Connection::break_off() {
  socket_.drop_what_is_unsent();
  close();
}

void Connection::close() {
  if (closed()) return;
  phase_ = Phase::closed;
  home_.closed.push_back(this);
  round_.log_answers(monotonic_ns(), false);
  deadline_.clear();
  socket_.close();
  if (stream_) stream_->close();
  stream_.reset();
  places_.release();
  if (counted_) home_.meters.connections_closed.add();
}

void Connection::close_for(const std::exception& fault) noexcept {
  try {
    spdlog::error("A connection was closed because serving it failed: {}", fault.what());
    close();
  } catch (const std::exception&) {
    return;
  }
}

}  // namespace doorbuster::net
