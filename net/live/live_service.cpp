// Live figures as streams.
#include "net/live/live_service.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "net/api/caller.hpp"
#include "net/api/live_figures.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

LiveService::LiveService(ServerState& server, std::shared_ptr<const AccessTable> access)
    : server_(server), reader_(server.engine), access_(std::move(access)) {}

LiveService::~LiveService() { stop(); }

void LiveService::start() {
  thread_ = std::thread([this] { run(); });
}

void LiveService::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  news_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LiveService::change_access(std::shared_ptr<const AccessTable> access) {
  const std::lock_guard lock(mutex_);
  access_ = std::move(access);
}

std::shared_ptr<ClientStream> LiveService::open(const LiveRequest& request, StreamListener listener) {
  auto admission = Admission::take(stream_count_, transport::live_streams_max);
  if (!admission) return nullptr;
  auto stream = std::make_shared<ClientStream>(std::move(listener), std::move(*admission));
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return nullptr;
    newcomers_.push_back({request, stream});
  }
  news_.notify_one();
  return stream;
}

void LiveService::run() {
  while (wait()) {
    let_in();
    end_watchers();
    if (is_due() && ask()) tell();
  }
  end_all();
}

bool LiveService::wait() {
  std::unique_lock lock(mutex_);
  const auto has_news = [this] { return stopping_ || !newcomers_.empty(); };
  if (watchers_.empty()) {
    news_.wait(lock, has_news);
  } else {
    news_.wait_until(lock, next_reading_, has_news);
  }
  access_in_force_ = access_;
  return !stopping_;
}

bool LiveService::is_due() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_reading_) return false;
  next_reading_ = now + transport::live_interval;
  return true;
}

void LiveService::let_in() {
  std::vector<Watcher> newcomers;
  {
    const std::lock_guard lock(mutex_);
    newcomers.swap(newcomers_);
  }
  for (Watcher& watcher : newcomers) {
    if (!admitted(watcher.request)) {
      watcher.stream->open(render_problem(unknown_key()));
      watcher.stream->let_go();
      continue;
    }
    server_.meters.streams_opened.add();
    watcher.stream->open();
    watchers_.push_back(std::move(watcher));
  }
}

bool LiveService::admitted(const LiveRequest& request) const {
  return !access_in_force_ || access_in_force_->role_of(request.key, request.merchant) == request.role;
}

void LiveService::end_watchers() {
  std::erase_if(watchers_, [this](const Watcher& watcher) {
    const bool welcome = admitted(watcher.request);
    if (welcome && !watcher.stream->closed()) return false;
    if (!welcome) watcher.stream->fail();
    watcher.stream->let_go();
    server_.meters.streams_closed.add();
    return true;
  });
}

bool LiveService::ask() {
  std::set<inventory::MerchantId> merchants;
  for (const Watcher& watcher : watchers_) {
    if (watcher.stream->wanted()) merchants.insert(watcher.request.merchant);
  }
  return reader_.read(merchants);
}

void LiveService::tell() {
  std::map<std::pair<inventory::MerchantId, Role>, std::string> texts;
  for (const Watcher& watcher : watchers_) {
    const inventory::SalesWatch* watch = reader_.sales_of(watcher.request.merchant);
    if (watch == nullptr || !watcher.stream->wanted()) continue;
    std::string& text = texts[{watcher.request.merchant, watcher.request.role}];
    if (text.empty()) {
      text = "data: " + live_figures(*watch, watcher.request.role, server_) + "\n\n";
    }
    watcher.stream->send(text);
  }
}

void LiveService::end_all() {
  let_in();
  for (const Watcher& watcher : watchers_) {
    watcher.stream->let_go();
    server_.meters.streams_closed.add();
  }
  watchers_.clear();
}

}  // namespace doorbuster::net
