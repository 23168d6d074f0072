// A connection and its socket: receiving, sending, deadlines, and the ways in which it ends.
#include <spdlog/spdlog.h>

#include <boost/asio/buffer.hpp>
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
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    peer_ = address_of(socket_.remote_endpoint(ignored).address());
    socket_.non_blocking(true);
    proceed();
  });
}

void Connection::start_refused(Unwelcome why) {
  guarded([this, why] {
    home_.meters.connections_refused[static_cast<std::size_t>(why)].add();
    socket_.non_blocking(true);
    round_.begin(home_.api, monotonic_ns());
    round_.refuse({ProblemCode::overloaded, why == Unwelcome::address
                                                ? "As many connections of this address are open as may be."
                                                : "As many connections are open as may be."});
    phase_ = Phase::answering;
    proceed();
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

// A head's time runs from its first byte, a body's from the head's end: more bytes of the same give no more time.
void Connection::set_reading_deadline() {
  using Wait = Deadline::Wait;
  const auto wait = in_.empty() ? Wait::idle : parser_.reads_body() ? Wait::body : Wait::head;
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
  socket_.async_read_some(asio::buffer(room.data(), room.size()),
                          [self = shared_from_this()](error_code error, std::size_t bytes) {
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
}

// Draining: what has come by now is still answered; if nothing has, the connection ends.
void Connection::read_last_bytes() {
  const auto room = in_.make_room(parser_.message_bytes_max());
  error_code error;
  const auto bytes = socket_.read_some(asio::buffer(room.data(), room.size()), error);
  if (error || bytes == 0) return close();
  take_received(bytes);
  phase_ = Phase::parsing;
}

bool Connection::flush() {
  while (!writing_ && sent_ < out_.size()) {
    const auto rest = asio::buffer(out_.data() + sent_, out_.size() - sent_);
    error_code error;
    const auto bytes = socket_.write_some(rest, error);
    home_.meters.bytes_out.add(bytes);
    sent_ += bytes;
    if (!error) continue;
    if (error != asio::error::would_block) {
      close();
      return false;
    }
    if (deadline_.wait() != Deadline::Wait::write) deadline_.set(Deadline::Wait::write, home_.options.write_deadline);
    give_back_while_sending();
    writing_ = true;
    socket_.async_write_some(asio::buffer(out_.data() + sent_, out_.size() - sent_),
                             [self = shared_from_this()](error_code failed, std::size_t sent) {
                               self->guarded([&] { self->on_sent(failed, sent); });
                             });
  }
  if (writing_) return false;
  deadline_.clear();
  out_.clear();
  sent_ = 0;
  if (out_.capacity() > 2 * transport::output_bytes) std::string().swap(out_);
  return true;
}

void Connection::on_sent(error_code error, std::size_t bytes) {
  writing_ = false;
  if (closed()) return;
  if (error) return close();
  home_.meters.bytes_out.add(bytes);
  sent_ += bytes;
  proceed();
}

// Closing at once what still has unread bytes would reset the connection, and the client might never see its answer.
void Connection::linger() {
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return close();
  in_.consume(in_.bytes().size());
  phase_ = Phase::lingering;
  deadline_.set(Deadline::Wait::linger, transport::linger);
  if (!reading_) receive();
}

void Connection::drain() {
  guarded([this] {
    if (phase_ == Phase::reading) {
      error_code ignored;
      socket_.cancel(ignored);  // and on_received() reads what is there
    } else if (phase_ == Phase::streaming) {
      end_stream();
      proceed();
    }
  });
}

void Connection::check_deadline(std::int64_t now_ns) {
  if (home_.crowded && deadline_.has_waited(Deadline::Wait::idle, transport::crowded_idle, now_ns)) {
    return guarded([this] { time_out(Timeout::idle); });
  }
  if (!deadline_.passed(now_ns)) return;
  guarded([this] {
    switch (deadline_.wait()) {
      case Deadline::Wait::head: return time_out(Timeout::head);
      case Deadline::Wait::body: return time_out(Timeout::body);
      case Deadline::Wait::write: return time_out(Timeout::write);
      case Deadline::Wait::idle: return time_out(Timeout::idle);
      case Deadline::Wait::linger: return close();
      case Deadline::Wait::none: return;
    }
  });
}

void Connection::time_out(Timeout timeout) {
  home_.meters.timed_out[static_cast<std::size_t>(timeout)].add();
  if (timeout == Timeout::write) return break_off();
  if (timeout == Timeout::idle) return close();
  deadline_.clear();
  round_.begin(home_.api, monotonic_ns());
  round_.refuse({ProblemCode::request_timeout, timeout == Timeout::head ? "The request's head took too long to come."
                                                                        : "The request's body took too long to come."},
                parser_.head().method());
  continue_due_ = false;
  phase_ = Phase::answering;
  proceed();
}

void Connection::break_off() {
  error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

void Connection::close() {
  if (closed()) return;
  phase_ = Phase::closed;
  deadline_.clear();
  error_code ignored;
  socket_.close(ignored);
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
    phase_ = Phase::closed;
  }
}

}  // namespace doorbuster::net
