// The HTTP front end: threads, listening socket and feed, started and stopped in order.
#include <algorithm>
#include <thread>

#include "net/acceptor.hpp"
#include "net/feed_service.hpp"
#include "net/io_thread.hpp"
#include "net/net.hpp"

namespace doorbuster::net {
namespace {

unsigned thread_count(const ServerOptions& options) {
  if (options.io_threads > 0) return options.io_threads;
  return std::max(1u, std::thread::hardware_concurrency() / 2);
}

constexpr std::chrono::milliseconds drained_poll{5};

}  // namespace

struct Server::Impl {
  Impl(core::Engine& engine, core::Files& files, ServerOptions given)
      : options(std::move(given)),
        state{.engine = engine,
              .meters = meters,
              .body_bytes_max = options.body_bytes_max,
              .batch_body_bytes_max = options.batch_body_bytes_max},
        feed(engine, files, meters, options.event_streams_max),
        threads(make_threads()),
        acceptor(threads, options.connections_max) {}

  std::vector<std::unique_ptr<IoThread>> make_threads() {
    std::vector<std::unique_ptr<IoThread>> made;
    for (unsigned i = 0; i < thread_count(options); ++i) {
      made.push_back(std::make_unique<IoThread>(state, feed, options));
    }
    return made;
  }

  const ServerOptions options;
  NetMeters meters;
  ServerState state;
  FeedService feed;
  std::vector<std::unique_ptr<IoThread>> threads;
  Acceptor acceptor;
};

Server::Server(core::Engine& engine, core::Files& files, ServerOptions options)
    : impl_(std::make_unique<Impl>(engine, files, std::move(options))) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

core::Result<void> Server::start() {
  if (auto opened = impl_->acceptor.open(impl_->options.host, impl_->options.port); !opened) return opened;
  impl_->feed.start();
  for (const auto& thread : impl_->threads) thread->start();
  impl_->acceptor.start();
  return {};
}

std::uint16_t Server::port() const { return impl_->acceptor.port(); }

void Server::drain() {
  if (impl_->state.draining.exchange(true)) return;
  impl_->acceptor.close();
  for (const auto& thread : impl_->threads) thread->drain();
}

void Server::stop(std::chrono::milliseconds patience) {
  drain();
  const auto end = std::chrono::steady_clock::now() + patience;
  while (impl_->acceptor.open_connections() > 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(drained_poll);
  }
  impl_->feed.stop();
  for (const auto& thread : impl_->threads) thread->stop();
}

}  // namespace doorbuster::net
