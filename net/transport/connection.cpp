// A connection's way through its phases: parse, ask, append, send. What touches the socket is in connection_io.cpp,
// connection_trickle.cpp and connection_end.cpp, what comes from the event feed in connection_feed.cpp.
#include "net/transport/connection.hpp"

#include <utility>

#include "net/api/routes.hpp"
#include "net/http/response_writer.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

Connection::Connection(Surroundings& home, Socket socket, ConnectionPlaces places)
    : home_(home),
      socket_(std::move(socket), home.tls),
      places_(std::move(places)),
      round_(home.meters, home.log),
      buffers_(home.buffers) {
  round_.submission().owner = this;
  parser_.reset();
}

void Connection::proceed() {
  for (;;) {
    switch (phase_) {
      case Phase::parsing:
        if (turn_due_) return wait_for_turn();
        parse_round();
        if (turn_due_) break;
        if (round_.empty() && !continue_due_) {
          wait_for_request();
        } else {
          dispatch_round();
        }
        break;
      case Phase::answering:
        if (outstanding_ > 0) return;
        if (turn_due_) return wait_for_turn();
        append_answers();
        break;
      case Phase::sending:
        if (!flush()) return;
        finish_round();
        break;
      case Phase::stream_sending:
        if (!flush()) return;
        continue_stream();
        break;
      case Phase::last_sending:
        if (!flush()) return;
        linger();
        break;
      case Phase::reading:
      case Phase::streaming:
      case Phase::lingering:
      case Phase::closed: return;
    }
  }
}

void Connection::wait_for_turn() {
  deadline_.clear();
  home_.turns.wait_for([self = shared_from_this()] {
    self->turn_due_ = false;
    self->share_ = transport::round_requests_max;
    self->guarded([&] { self->proceed(); });
  });
}

void Connection::parse_round() {
  if (!std::exchange(round_begun_, true)) round_.begin(home_.api, received_ns_);
  continue_due_ = false;
  parse_messages();
  if (turn_due_) return;
  round_begun_ = false;
  // The server may be draining before this thread has been told; then its answers may say so already.
  const bool draining = home_.draining || (home_.api != nullptr && home_.api->draining());
  if (draining && !round_.complete()) round_.close_after_last();
}

void Connection::parse_messages() {
  while (!in_.empty() && !round_.complete()) {
    turn_due_ = share_ == 0;
    if (turn_due_) return;
    switch (parser_.parse(in_.bytes())) {
      case RequestParser::Progress::head: {
        const auto& head = parser_.head();
        const bool batch = takes_batch(head.method(), head.target(in_.bytes().data()));
        parser_.limit_body(batch ? home_.options.batch_body_bytes_max : home_.options.body_bytes_max);
        if (!has_room_for_body()) return refuse_for_buffers();
        break;
      }
      case RequestParser::Progress::complete: take_request(); break;
      case RequestParser::Progress::refused:
        if (home_.api != nullptr) home_.api->count_bad_request(peer_, received_ns_);
        return round_.refuse(parser_.refusal(), parser_.head().method());
      case RequestParser::Progress::need_more:
        continue_due_ = !continued_ && parser_.waits_for_continue(in_.bytes().size());
        return;
    }
  }
}

void Connection::take_request() {
  HttpRequest request = parser_.request(in_.bytes());
  request.peer = peer_;
  round_.add(request, parser_.head());
  --share_;
  in_.consume(parser_.message_bytes());
  parser_.reset();
  continued_ = false;
  answered_since_ = true;
}

void Connection::refuse(ProblemCode code, std::string_view detail) {
  deadline_.clear();
  round_.begin(home_.api, monotonic_ns());
  round_.refuse({code, detail}, parser_.head().method());
  continue_due_ = false;
  phase_ = Phase::answering;
  proceed();
}

void Connection::dispatch_round() {
  phase_ = Phase::answering;
  deadline_.clear();
  if (!buffers_.may_hold(round_.extra_bytes())) {
    home_.meters.refused_for_buffers.add();
    round_.refuse_extra("The buffers of all connections are full.");
  }
  count_buffers();
  turn_due_ = round_.extra_bytes() > 0 || round_.has_lasting_body();
  if (!round_.submission().requests.empty()) ask_engine();
  if (const auto* request = round_.feed_request()) ask_feed(*request);
  if (const auto* request = round_.live_request()) ask_live(*request);
}

void Connection::ask_engine() {
  auto& submission = round_.submission();
  submission.times.submitted = monotonic_ns();
  switch (home_.port->submit_quietly(submission)) {
    case core::Submitted::accepted:
      ring_soon();
      home_.meters.parse_and_route.record_ns(submission.times.submitted - submission.times.received);
      while_lent_ = shared_from_this();
      ++home_.lent;
      ++outstanding_;
      return;
    case core::Submitted::overloaded:
      return round_.fail_submission(ProblemCode::overloaded, "More requests wait than the queue may hold.");
    case core::Submitted::stopped:
      return round_.fail_submission(ProblemCode::not_ready, "The server takes no more orders: it is stopping.");
  }
}

// Once for all connections that had something to read: behind what this thread has to do already.
void Connection::ring_soon() {
  if (std::exchange(home_.ring_due, true)) return;
  boost::asio::post(socket_.get_executor(), [&home = home_] {
    home.ring_due = false;
    home.port->ring();
  });
}

void Connection::on_answers() {
  --home_.lent;
  --outstanding_;
  const auto self = std::move(while_lent_);
  if (closed()) return;
  guarded([this] {
    if (round_.submission().fate == core::Fate::not_durable) {
      round_.fail_submission(ProblemCode::not_durable,
                             "The journal could not be written. What became of this request is unknown until it is "
                             "tried again with the same key or payment.");
    }
    proceed();
  });
}

void Connection::append_answers() {
  const auto output_bytes = home_.buffers.is_full() ? transport::output_bytes_crowded : transport::output_bytes;
  all_appended_ = round_.append_answers(to_send_, output_bytes, home_.date.at(std::chrono::system_clock::now()));
  if (all_appended_ && continue_due_) {
    append_continue(to_send_.out);
    continued_ = true;
  }
  count_buffers();
  phase_ = Phase::sending;
}

void Connection::finish_round() {
  if (!all_appended_) {
    turn_due_ = true;
    phase_ = Phase::answering;
    return;
  }
  const auto now = monotonic_ns();
  const auto& times = round_.submission().times;
  if (times.stable != 0) home_.meters.render.record_ns(now - times.stable);
  for (std::size_t i = 0; i < round_.requests(); ++i) home_.meters.whole_request.record_ns(now - times.received);
  round_.log_answers(now, true);
  if (round_.streams()) return begin_stream();
  if (round_.closes()) return linger();
  phase_ = Phase::parsing;
}

}  // namespace doorbuster::net
