// One thread of the load: sends its tasks when they are due, over a fixed number of connections. Open loop: a due task
// never waits for the answer to another, only, when all connections are busy, for a connection; that wait is measured.
// What is due at once goes out in one round, so a high rate needs no timer for each order.
#pragma once

#include <atomic>

#include "loadtest/drive/agenda.hpp"
#include "loadtest/drive/journey.hpp"
#include "loadtest/drive/pool.hpp"
#include "loadtest/drive/strain.hpp"

namespace doorbuster::loadtest {

class Worker {
 public:
  // What is given by reference outlives the worker.
  Worker(Agenda agenda, Journey journey, const Endpoint& endpoint, const PoolOptions& options);

  // Plays until the agenda is empty and every answer is in. The thread's whole life.
  void run();
  // Any thread: nothing more is sent; run() returns when what is under way has been answered or timed out.
  void stop();
  // After run().
  [[nodiscard]] const Backlog& backlog() const { return backlog_; }

 private:
  [[nodiscard]] FlightLog make_log();
  void drop_agenda();
  void send_what_is_due();
  void take_answers();

  Agenda agenda_;
  Journey journey_;
  Pool pool_;
  Backlog backlog_;
  Clock::time_point round_begun_;
  std::atomic<bool> stopping_{false};
};

}  // namespace doorbuster::loadtest
