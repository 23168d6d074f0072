// One thread of the load: sends its tasks when they are due, over a fixed number of connections. Open loop: a due task
// never waits for the answer to another, only, when all connections are busy, for a connection; that wait is measured.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <vector>

#include "loadtest/agenda.hpp"
#include "loadtest/http_client.hpp"
#include "loadtest/journey.hpp"

namespace doorbuster::loadtest {

class Worker {
 public:
  // `connections` at least 1. What is given by reference outlives the worker.
  Worker(Agenda agenda, Journey journey, const Endpoint& endpoint, unsigned connections,
         std::chrono::milliseconds timeout);

  // Plays until the agenda is empty and every answer is in. The thread's whole life.
  void run();
  // Any thread: nothing more is sent; run() returns when what is under way has been answered or timed out.
  void stop();

 private:
  [[nodiscard]] boost::asio::awaitable<void> pace();
  [[nodiscard]] boost::asio::awaitable<void> play(Connection& connection, Task task);

  boost::asio::io_context context_{1};
  boost::asio::steady_timer wake_up_{context_};
  Agenda agenda_;
  Journey journey_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<Connection*> idle_;
  bool stopping_ = false;
};

}  // namespace doorbuster::loadtest
