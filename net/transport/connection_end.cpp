// The ways in which a connection ends: its client's going, its own last answer, the server's end, and deadlines.
#include <spdlog/spdlog.h>

#include <boost/asio/error.hpp>

#include "net/transport/connection.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace asio = boost::asio;
using boost::system::error_code;

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
      wait_no_longer();
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

// Who has been idle too long may have sent something that this thread, busy with others, has not read yet.
void Connection::time_out(Timeout timeout) {
  if (timeout != Timeout::idle) home_.meters.timed_out[static_cast<std::size_t>(timeout)].add();
  switch (timeout) {
    case Timeout::handshake: return close();
    case Timeout::write: return break_off();
    case Timeout::idle: deadline_.clear(); return wait_no_longer();
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
