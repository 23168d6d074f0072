// Whose turn it is, and the one sweep by which requests time out.
#include "loadtest/drive/pool.hpp"

#include <algorithm>
#include <utility>

namespace doorbuster::loadtest {
namespace {

// A request may time out this much too late.
constexpr std::chrono::milliseconds sweep_interval{100};

}  // namespace

Pool::Pool(const Endpoint& endpoint, const PoolOptions& options, FlightLog log)
    : options_(options), log_(std::move(log)), turns_(options.connections), room_since_(Clock::now()) {
  for (unsigned i = 0; i < options.connections; ++i) {
    give_turn(seats_.emplace_back(endpoint, poller_, options.pipeline, log_));
  }
  log_.ended = [this, ended = std::move(log_.ended)](const Flight& flight, const Exchange& exchange,
                                                     Clock::time_point now) {
    --under_way_;
    ended(flight, exchange, now);
  };
}

void Pool::open_all() {
  for (Seat& seat : seats_) seat.connection.open();
}

void Pool::give_turn(Seat& seat) {
  if (seat.has_turn || !seat.connection.has_room()) return;
  if (turns_.empty()) room_since_ = Clock::now();
  seat.has_turn = true;
  turns_.push_back(&seat);
}

std::string& Pool::add(const Task& task) {
  Seat& seat = *turns_.front();
  turns_.pop_front();
  seat.has_turn = false;
  std::string& request = seat.connection.add(task);
  ++under_way_;
  if (!std::exchange(seat.is_in_round, true)) round_.push_back(&seat);
  if (seat.connection.has_room()) give_turn(seat);
  return request;
}

void Pool::send() {
  for (Seat* seat : round_) {
    seat->is_in_round = false;
    seat->connection.send();
    give_turn(*seat);
  }
  round_.clear();
}

Clock::duration Pool::take_answers(Clock::time_point deadline) {
  const Clock::time_point before = Clock::now();
  const std::span<const epoll_event> events = poller_.wait(std::min(deadline, next_sweep_));
  const Clock::time_point after = Clock::now();
  for (const epoll_event& event : events) {
    if (event.data.ptr == nullptr) continue;
    Seat& seat = *static_cast<Seat*>(event.data.ptr);
    seat.connection.handle(event.events);
    give_turn(seat);
  }
  if (after >= next_sweep_) sweep(after);
  return after - before;
}

void Pool::sweep(Clock::time_point now) {
  for (Seat& seat : seats_) {
    seat.connection.give_up_before(now - options_.timeout);
    give_turn(seat);
  }
  next_sweep_ = now + sweep_interval;
}

}  // namespace doorbuster::loadtest
