// The HTTP front end: threads, listening socket and feed, started and stopped in order.
#include <algorithm>
#include <atomic>
#include <latch>
#include <optional>
#include <thread>

#include "net/access/access_table.hpp"
#include "net/feed/feed_service.hpp"
#include "net/live/live_service.hpp"
#include "net/live/stock_service.hpp"
#include "net/server/server.hpp"
#include "net/request_log/request_log.hpp"
#include "net/tls/tls_context.hpp"
#include "net/transport/acceptor.hpp"
#include "net/transport/io_thread.hpp"

namespace doorbuster::net {
namespace {

constexpr std::chrono::milliseconds drained_poll{5};

}  // namespace

unsigned io_threads_of(const ServerOptions& options) {
  if (options.io_threads > 0) return options.io_threads;
  return std::max(1u, std::thread::hardware_concurrency() / 2);
}

struct Server::Impl {
  explicit Impl(ServerOptions given)
      : options(std::move(given)),
        access(options.access),
        request_log(make_request_log()),
        threads(make_threads()),
        acceptor(threads, options, meters) {}

  std::unique_ptr<RequestLog> make_request_log() {
    if (options.request_log.empty()) return nullptr;
    return std::make_unique<RequestLog>(options.request_log, options.request_log_sample, io_threads_of(options),
                                        meters);
  }

  std::vector<std::unique_ptr<IoThread>> make_threads() {
    std::vector<std::unique_ptr<IoThread>> made;
    for (unsigned i = 0; i < io_threads_of(options); ++i) {
      RequestLane* lane = request_log ? &request_log->lane(i) : nullptr;
      made.push_back(std::make_unique<IoThread>(meters, buffers, options, tls, lane));
    }
    return made;
  }

  [[nodiscard]] RateLimits* limits() {
    const RateLimitOptions& given = options.limits;
    if (!given.per_address && !given.per_key && !given.per_buyer) return nullptr;
    return &rate_limits.emplace(given, meters);
  }

  const ServerOptions options;
  std::shared_ptr<const AccessTable> access;
  NetMeters meters;
  BufferBudget buffers{meters.buffered_bytes, options.buffered_bytes_max};
  std::optional<RateLimits> rate_limits;
  TlsContext tls;
  std::unique_ptr<RequestLog> request_log;  // null: there is none
  std::atomic<bool> draining{false};
  std::optional<ServerState> state;  // from open() on, as is:
  std::optional<FeedService> feed;
  std::optional<LiveService> live;
  std::optional<StockService> stock;
  std::vector<std::unique_ptr<IoThread>> threads;
  Acceptor acceptor;
};

Server::Server(ServerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

core::Result<std::string> Server::load_certificate() {
  return impl_->tls.load(impl_->options.tls_certificate, impl_->options.tls_key);
}

core::Result<void> Server::open_request_log() {
  return impl_->request_log ? impl_->request_log->start() : core::Result<void>();
}

void Server::reopen_request_log() {
  if (impl_->request_log) impl_->request_log->reopen();
}

core::Result<void> Server::start() {
  if (impl_->options.speaks_tls() && !impl_->tls.loaded()) {
    if (const auto loaded = load_certificate(); !loaded) return loaded.error();
  }
  if (auto opened = open_request_log(); !opened) return opened;
  if (auto opened = impl_->acceptor.open(impl_->options.host, impl_->options.port); !opened) return opened;
  for (const auto& thread : impl_->threads) thread->start();
  impl_->acceptor.start();
  return {};
}

void Server::open(core::Engine& engine, core::Files& files) {
  auto& state =
      impl_->state.emplace(engine, false, impl_->meters, true, impl_->options.data_directory, impl_->limits());
  auto& feed = impl_->feed.emplace(engine, files, impl_->meters, state.traces, impl_->options.event_streams_max,
                                   impl_->access);
  feed.start();
  auto& live = impl_->live.emplace(state, impl_->access);
  live.start();
  impl_->stock.emplace(engine, state.stock).start();
  std::latch to_open(static_cast<std::ptrdiff_t>(impl_->threads.size()));
  for (const auto& thread : impl_->threads) thread->open(state, feed, live, to_open);
  to_open.wait();
  state.opening = false;
}

// What an I/O thread still asks of the feed for an old key, the feed refuses.
void Server::change_access(std::shared_ptr<const AccessTable> access) {
  impl_->access = access;
  for (const auto& thread : impl_->threads) thread->change_access(access);
  if (impl_->feed) impl_->feed->change_access(access);
  if (impl_->live) impl_->live->change_access(std::move(access));
}

std::uint16_t Server::port() const { return impl_->acceptor.port(); }

void Server::drain() {
  if (impl_->draining.exchange(true)) return;
  if (impl_->state) impl_->state->draining = true;
  impl_->acceptor.close();
  for (const auto& thread : impl_->threads) thread->drain();
}

std::size_t Server::stop(std::chrono::milliseconds patience) {
  drain();
  const auto end = std::chrono::steady_clock::now() + patience;
  while (impl_->acceptor.open_connections() > 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(drained_poll);
  }
  const auto cut_off = impl_->acceptor.open_connections();
  if (impl_->feed) impl_->feed->stop();
  if (impl_->live) impl_->live->stop();
  if (impl_->stock) impl_->stock->stop();
  for (const auto& thread : impl_->threads) thread->stop();
  if (impl_->request_log) impl_->request_log->stop();
  return cut_off;
}

}  // namespace doorbuster::net
