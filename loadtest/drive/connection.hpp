// One keep-alive connection of the load: several requests may be under way on it, and are answered in their order. It
// knows when a request went out and what came back, not what it is about.
#pragma once

#include <boost/circular_buffer.hpp>
#include <functional>
#include <string>

#include "loadtest/drive/agenda.hpp"
#include "loadtest/http/http.hpp"
#include "loadtest/http/input_buffer.hpp"
#include "loadtest/http/poller.hpp"
#include "loadtest/http/reply_parser.hpp"
#include "loadtest/http/socket.hpp"

namespace doorbuster::loadtest {

// A request under way.
struct Flight {
  Task task;
  Clock::time_point sent;  // or handed to a connection that was still being made
};

// Who is told of each task: once that it is sent, then once what came of it.
struct FlightLog {
  std::function<void(const Task&, Clock::time_point now)> sent;
  std::function<void(const Flight&, const Exchange&, Clock::time_point now)> ended;
};

// Belongs to the thread of its poller. When it fails, all that is under way fails and it is closed; the next send()
// opens it anew.
class Connection {
 public:
  // All references outlive it. `depth`: how many requests may be under way, at least 1. `owner` is what the poller
  // gives back with this connection's events.
  Connection(const Endpoint& endpoint, Poller& poller, void* owner, unsigned depth, const FlightLog& log);

  [[nodiscard]] bool has_room() const { return !flights_.full(); }

  // Opens the connection if it is closed.
  void open();
  // Takes a task under way. Its request is to be appended to what is given, and goes out with the next send(). Not
  // without room.
  [[nodiscard]] std::string& add(const Task& task);
  // Sends what was added since, in one go.
  void send();
  // The poller says that there is something to read, or room to write.
  void handle(std::uint32_t events);
  // Fails if the oldest request under way was sent before `limit`.
  void give_up_before(Clock::time_point limit);

 private:
  void write();
  void read();
  void take_answers(Clock::time_point now);
  void fail(boost::system::error_code error);

  const Endpoint& endpoint_;
  Poller& poller_;
  void* owner_;
  const FlightLog& log_;
  Socket socket_;
  bool waits_for_writing_ = false;
  boost::circular_buffer<Flight> flights_;
  std::size_t unsent_ = 0;  // the youngest of the flights
  std::string output_;
  std::size_t written_ = 0;  // of the output
  InputBuffer input_{reply_head_bytes_max + reply_body_bytes_max};
  ReplyParser parser_;
};

}  // namespace doorbuster::loadtest
