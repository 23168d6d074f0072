// One client's connection: reads what is there, has all complete requests in it answered as one round, writes the
// answers in one go, reads on. Lives on one I/O thread, which alone calls it; at most one read, one write and one
// submission are under way. Never blocks, never throws.
#pragma once

#include <boost/asio/post.hpp>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "net/admission.hpp"
#include "net/buffer_budget.hpp"
#include "net/feed/feed_service.hpp"
#include "net/http/http_date.hpp"
#include "net/http/request_parser.hpp"
#include "net/live/live_service.hpp"
#include "net/server_options.hpp"
#include "net/tls/tls_context.hpp"
#include "net/transport/client_socket.hpp"
#include "net/transport/deadline.hpp"
#include "net/transport/input_buffer.hpp"
#include "net/transport/round.hpp"
#include "net/transport/turns.hpp"

namespace doorbuster::net {

class Connection;

// What the connections of one I/O thread share. Outlives them, but for the moment of their destruction.
struct Surroundings {
  // Null while the server is starting; then all four are there.
  Api* api = nullptr;
  core::Port* port = nullptr;
  FeedService* feed = nullptr;
  LiveService* live = nullptr;
  NetMeters& meters;
  BufferBudget& buffers;
  const ServerOptions& options;
  const TlsContext& tls;
  Turns& turns;
  RequestLane* log = nullptr;  // null: there is no request log
  HttpDate date{};
  std::size_t lent = 0;   // submissions that the engine has
  bool ring_due = false;  // the engine is to be woken for what it was lent
  bool crowded = false;   // nearly all connections are taken: idle ones make room
  bool draining = false;  // answer what was received, then close
  std::vector<Connection*> closed{};  // to be let go of; has room for all, so that closing one can't fail
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = ClientSocket::Socket;

  Connection(Surroundings& home, Socket socket, ConnectionPlaces places);

  void start();
  // One too many: tells so and closes.
  void start_refused(Unwelcome why);
  // The submission of its round came back.
  void on_answers();
  // What was received is answered, then it closes; from now on (Surroundings::draining is set).
  void drain();
  // Ends it if its patience has; whether it had.
  bool check_deadline(std::int64_t now_ns);
  // Reads what has come meanwhile of a request that trickles, which from now on only this does; whether it trickles.
  bool read_trickle(std::int64_t now_ns);
  // Gives memory back that it needs no more, if it waits for a request.
  void give_back();
  void close();
  [[nodiscard]] bool closed() const { return phase_ == Phase::closed; }
  // Where it stands among its thread's connections, for the thread to note and to find it again.
  void stand_at(std::size_t place) { place_ = place; }
  [[nodiscard]] std::size_t place() const { return place_; }

  // The connection that lent `submission` out.
  [[nodiscard]] static Connection& owner_of(core::Submission& submission) {
    return *static_cast<Connection*>(submission.owner);
  }

 private:
  enum class Phase : std::uint8_t {
    parsing,
    reading,         // waits for bytes: in a read under way, or, while they trickle, for read_trickle()
    answering,       // waits for engine or feed, then renders
    sending,
    streaming,       // waits for the feed's next events
    stream_sending,
    last_sending,    // the end of a stream
    lingering,       // the last answer is out: waits for the client to take it and go
    closed,
  };

  // Goes on until it has to wait for something.
  void proceed();
  void wait_for_turn();
  void parse_round();
  void parse_messages();
  void take_request();
  void dispatch_round();
  void ask_engine();
  void ring_soon();
  void ask_feed(const FeedRequest& request);
  void ask_live(const LiveRequest& request);
  [[nodiscard]] StreamListener listener();
  void append_answers();
  void finish_round();
  void begin_stream();
  void continue_stream();
  void end_stream();

  // What it has for requests and answers, beyond the input buffer that each has; counts it among all connections'.
  void count_buffers();
  [[nodiscard]] bool has_room_for_body() const;
  [[nodiscard]] bool has_room_to_read() const;
  void refuse_for_buffers();
  void give_back_while_sending();
  void wait_for_request();
  void set_reading_deadline();
  [[nodiscard]] bool trickles(std::int64_t now_ns) const;
  [[nodiscard]] std::span<char> make_room();
  void receive();
  void on_received(boost::system::error_code error, std::size_t bytes);
  void take_received(std::size_t bytes);
  // For a request: answers what is there already, or ends.
  void wait_no_longer();
  void take_what_is_there();
  void linger();
  void close_in_silence();
  void time_out(Timeout timeout);
  // Closes without leaving the system with answers that the client doesn't take.
  void break_off();
  // Answers what is no request, or will not be one, as the last thing it does.
  void refuse(ProblemCode code, std::string_view detail);
  // Whether all that is to be sent has gone; if not, proceed() is called later.
  [[nodiscard]] bool flush();
  void wait_to_send();
  void on_writable(boost::system::error_code error);

  void on_feed_answer(HttpResponse response);
  void on_stream_opened(std::optional<HttpResponse> problem);
  void on_stream_events(std::string text);

  void close_for(const std::exception& fault) noexcept;
  // Runs `step` so that an exception ends this connection alone.
  template <class Step>
  void guarded(Step&& step) noexcept;
  // A function that any thread may call, to have `step(*this, arguments...)` run on this connection's thread.
  template <class Step>
  [[nodiscard]] auto from_elsewhere(Step step);

  Surroundings& home_;
  ClientSocket socket_;
  ConnectionPlaces places_;
  std::size_t place_ = 0;
  ClientAddress peer_;
  Phase phase_ = Phase::parsing;
  Deadline deadline_;

  InputBuffer in_;
  RequestParser parser_;
  bool reading_ = false;         // a read is under way: in_ may not move
  bool continue_due_ = false;    // the client waits for a 100
  bool continued_ = false;       // ... and has had it
  bool answered_since_ = true;   // the message being read is another than that of the deadline
  std::int64_t received_ns_ = 0;
  std::size_t received_last_ = 0;  // bytes, then

  Round round_;
  bool round_begun_ = false;     // requests are being added to it
  unsigned outstanding_ = 0;     // of engine and feed: answers that the round waits for
  std::shared_ptr<Connection> while_lent_;
  std::shared_ptr<ClientStream> stream_;

  BufferShare buffers_;
  Rendered to_send_;
  std::size_t sent_ = 0;         // of to_send_.out
  bool writing_ = false;         // it waits for the socket to take more, or for its turn to send
  bool all_appended_ = false;
  bool turn_due_ = false;        // it has had its share: what comes next waits for a turn
  std::size_t share_ = 0;        // requests that it may have read before that
  bool counted_ = false;         // among the accepted
};

template <class Step>
void Connection::guarded(Step&& step) noexcept {
  try {
    step();
  } catch (const std::exception& fault) {
    close_for(fault);
  }
}

template <class Step>
auto Connection::from_elsewhere(Step step) {
  return [self = shared_from_this(), executor = socket_.get_executor(), step](auto... arguments) {
    boost::asio::post(executor, [self, step, ... moved = std::move(arguments)]() mutable {
      if (!self->closed()) self->guarded([&] { std::invoke(step, *self, std::move(moved)...); });
    });
  };
}

}  // namespace doorbuster::net
