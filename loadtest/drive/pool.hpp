// The connections of one thread. Tasks are dealt out one to each that has room, in turn, and sent together.
#pragma once

#include <boost/circular_buffer.hpp>
#include <deque>
#include <vector>

#include "loadtest/drive/connection.hpp"

namespace doorbuster::loadtest {

struct PoolOptions {
  unsigned connections = 1;  // at least 1
  unsigned pipeline = 1;     // requests under way on each, at least 1
  std::chrono::milliseconds timeout{0};
};

class Pool {
 public:
  // The endpoint outlives it. What `log` is told of does not come back into the pool.
  Pool(const Endpoint& endpoint, const PoolOptions& options, FlightLog log);

  void open_all();
  [[nodiscard]] bool has_room() const { return !turns_.empty(); }
  // Since when there has been room, if there is some.
  [[nodiscard]] Clock::time_point room_since() const { return room_since_; }
  [[nodiscard]] bool is_idle() const { return under_way_ == 0; }

  // Takes a task under way on the connection whose turn it is. Its request is to be appended to what is given. Not
  // without room.
  [[nodiscard]] std::string& add(const Task& task);
  // Sends what was added since.
  void send();
  // Waits until something comes, at most until `deadline`, and takes the answers that are there. Gives how long it
  // waited.
  [[nodiscard]] Clock::duration take_answers(Clock::time_point deadline);
  // Any thread: lets take_answers() return.
  void wake() { poller_.wake(); }

 private:
  struct Seat {
    Seat(const Endpoint& endpoint, Poller& poller, unsigned depth, const FlightLog& log)
        : connection(endpoint, poller, this, depth, log) {}
    Connection connection;
    bool has_turn = false;     // is in turns_
    bool is_in_round = false;  // is in round_
  };
  void give_turn(Seat& seat);
  void sweep(Clock::time_point now);

  const PoolOptions options_;
  FlightLog log_;
  Poller poller_;
  std::deque<Seat> seats_;
  boost::circular_buffer<Seat*> turns_;  // those with room; the first has waited longest
  std::vector<Seat*> round_;             // those with something to send
  std::size_t under_way_ = 0;
  Clock::time_point room_since_;
  Clock::time_point next_sweep_;
};

}  // namespace doorbuster::loadtest
