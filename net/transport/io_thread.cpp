// One I/O thread.
#include "net/transport/io_thread.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <utility>

#include "net/transport/give_way.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace asio = boost::asio;

namespace {

constexpr int one_thread = 1;              // Asio's hint that one thread runs the context
constexpr std::size_t take_at_once = 128;  // submissions

// The engine's bell: rings in this thread's io_context.
std::function<void()> bell(const std::shared_ptr<asio::io_context>& context, std::function<void()> answer) {
  return [context, answer = std::move(answer)] { asio::post(*context, answer); };
}

}  // namespace

IoThread::IoThread(NetMeters& meters, BufferBudget& buffers, const ServerOptions& options, const TlsContext& tls,
                   RequestLane* log)
    : context_(std::make_shared<asio::io_context>(one_thread)),
      access_(options.access),
      turns_(*context_),
      surroundings_{.meters = meters, .buffers = buffers, .options = options, .tls = tls, .turns = turns_,
                    .log = log},
      sweep_timer_(*context_) {}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
  thread_ = std::thread([this] { run(); });
}

void IoThread::open(ServerState& server, FeedService& feed, LiveService& live, std::latch& opened) {
  auto& port = server.engine.open_port(bell(context_, [this] { take_answers(); }));
  asio::post(*context_, [this, &server, &feed, &live, &port, &opened] {
    surroundings_.api = &api_.emplace(server, access_);
    surroundings_.port = &port;
    surroundings_.feed = &feed;
    surroundings_.live = &live;
    opened.count_down();
  });
}

void IoThread::run() {
  sweep();
  const auto work = asio::make_work_guard(*context_);
  while (!context_->stopped()) {
    try {
      context_->run();
    } catch (const std::exception& fault) {
      // Connections catch their own; this would be ours. The others go on.
      spdlog::error("An I/O thread caught: {}", fault.what());
    }
  }
}

void IoThread::adopt(Connection::Socket socket, ConnectionPlaces places) {
  add(std::move(socket), std::move(places), [](Connection& connection) { connection.start(); });
}

void IoThread::refuse(Connection::Socket socket, Admission refusal, Unwelcome why) {
  add(std::move(socket), {.of_all = std::move(refusal)}, [why](Connection& connection) {
    connection.start_refused(why);
  });
}

template <class Begin>
void IoThread::add(Connection::Socket socket, ConnectionPlaces places, Begin begin) {
  asio::post(*context_, [this, socket = std::move(socket), places = std::move(places), begin]() mutable {
    if (stopping_) return;
    give_way();
    let_go_of_closed();
    const auto connection = std::make_shared<Connection>(surroundings_, std::move(socket), std::move(places));
    surroundings_.closed.reserve(connections_.capacity() + 1);
    connection->stand_at(connections_.size());
    connections_.push_back(connection);
    begin(*connection);
  });
}

void IoThread::take_answers() {
  std::array<core::Submission*, take_at_once> taken;
  while (const auto count = surroundings_.port->take(taken)) {
    for (std::size_t i = 0; i < count; ++i) Connection::owner_of(*taken[i]).on_answers();
  }
  finish_if_idle();
}

void IoThread::let_go_of_closed() {
  for (const auto* closed : surroundings_.closed) {
    const auto place = closed->place();
    connections_.back()->stand_at(place);
    std::swap(connections_[place], connections_.back());
    connections_.pop_back();
  }
  surroundings_.closed.clear();
}

void IoThread::sweep() {
  let_go_of_closed();
  const auto now = monotonic_ns();
  surroundings_.crowded = surroundings_.meters.connections_open() >=
                          transport::crowd(surroundings_.options.connections_max);
  std::size_t ended = 0;
  std::size_t read = 0;
  for (std::size_t looks = 0; swept_ < connections_.size(); ++looks, ++swept_) {
    if (looks == transport::sweep_looks_max || ended == transport::sweep_ends_max ||
        read == transport::sweep_reads_max) {
      return asio::post(*context_, [this] {
        give_way();
        sweep();
      });
    }
    auto& connection = *connections_[swept_];
    if (connection.check_deadline(now)) {
      ++ended;
    } else if (connection.read_trickle(now)) {
      ++read;
    }
    connection.give_back();
  }
  swept_ = 0;
  sweep_timer_.expires_after(transport::sweep_interval);
  sweep_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) sweep();
  });
}

void IoThread::change_access(std::shared_ptr<const AccessTable> access) {
  asio::post(*context_, [this, access = std::move(access)] {
    if (api_) api_->change_access(access);
    access_ = access;
  });
}

void IoThread::drain() {
  asio::post(*context_, [this] {
    surroundings_.draining = true;
    for (const auto& connection : connections_) connection->drain();
  });
}

void IoThread::stop() {
  if (!thread_.joinable()) return;
  asio::post(*context_, [this] {
    stopping_ = true;
    for (const auto& connection : connections_) connection->close();
    finish_if_idle();
  });
  thread_.join();
  // The engine's bell shares the context, so what waits in it now may outlive this. Reads and writes that close() has
  // ended hold their connections: they end here, while what those count in is still there.
  context_->restart();
  context_->poll();
}

void IoThread::finish_if_idle() {
  if (stopping_ && surroundings_.lent == 0) context_->stop();
}

}  // namespace doorbuster::net
