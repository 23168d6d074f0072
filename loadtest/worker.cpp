// A pacing coroutine hands due tasks to idle connections; one coroutine a task under way.
#include "loadtest/worker.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace doorbuster::loadtest {

namespace asio = boost::asio;

Worker::Worker(Agenda agenda, Journey journey, const Endpoint& endpoint, unsigned connections,
               std::chrono::milliseconds timeout)
    : agenda_(std::move(agenda)), journey_(journey) {
  for (unsigned i = 0; i < connections; ++i) {
    connections_.push_back(std::make_unique<Connection>(context_, endpoint, timeout));
    idle_.push_back(connections_.back().get());
  }
}

void Worker::run() {
  asio::co_spawn(context_, pace(), asio::detached);
  context_.run();
}

void Worker::stop() {
  asio::post(context_, [this] {
    stopping_ = true;
    agenda_.clear();
    wake_up_.cancel();
  });
}

asio::awaitable<void> Worker::pace() {
  while (!agenda_.empty() || idle_.size() < connections_.size()) {
    const std::optional<Clock::time_point> due = agenda_.next_due();
    if (due && !idle_.empty() && *due <= Clock::now()) {
      Connection& connection = *idle_.back();
      idle_.pop_back();
      asio::co_spawn(context_, play(connection, agenda_.take()), asio::detached);
      continue;
    }
    // With nothing due, or no connection free, the end of a task under way is what to wait for.
    wake_up_.expires_at(due && !idle_.empty() ? *due : Clock::time_point::max());
    co_await wake_up_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

asio::awaitable<void> Worker::play(Connection& connection, Task task) {
  const Clock::time_point sent = Clock::now();
  const HttpCall call = journey_.begin(task, sent);
  const Exchange exchange = co_await connection.exchange(call);
  const std::optional<Task> next = journey_.end(task, exchange, sent, Clock::now());
  if (next && !stopping_) agenda_.add(*next);
  idle_.push_back(&connection);
  wake_up_.cancel();
}

}  // namespace doorbuster::loadtest
