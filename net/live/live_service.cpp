// Live figures as streams.
#include "net/live/live_service.hpp"

#include <span>

#include "net/api/caller.hpp"
#include "net/api/live_figures.hpp"
#include "net/monotonic.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {

LiveService::LiveService(ServerState& server, std::shared_ptr<const AccessTable> access)
    : server_(server),
      port_(server.engine.open_port([bell = bell_] {
        {
          const std::lock_guard lock(bell->mutex);
          bell->answered = true;
        }
        bell->rung.notify_one();
      })),
      access_(std::move(access)) {}

LiveService::~LiveService() { stop(); }

void LiveService::start() {
  thread_ = std::thread([this] { run(); });
}

void LiveService::stop() {
  {
    const std::lock_guard lock(bell_->mutex);
    stopping_ = true;
  }
  bell_->rung.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LiveService::change_access(std::shared_ptr<const AccessTable> access) {
  const std::lock_guard lock(bell_->mutex);
  access_ = std::move(access);
}

std::shared_ptr<ClientStream> LiveService::open(const LiveRequest& request, StreamListener listener) {
  auto admission = Admission::take(stream_count_, transport::live_streams_max);
  if (!admission) return nullptr;
  auto stream = std::make_shared<ClientStream>(std::move(listener), std::move(*admission));
  {
    const std::lock_guard lock(bell_->mutex);
    if (stopping_) return nullptr;
    newcomers_.push_back({request, stream});
  }
  bell_->rung.notify_one();
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
  std::unique_lock lock(bell_->mutex);
  const auto has_news = [this] { return stopping_ || !newcomers_.empty(); };
  if (watchers_.empty()) {
    bell_->rung.wait(lock, has_news);
  } else {
    bell_->rung.wait_until(lock, next_reading_, has_news);
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
    const std::lock_guard lock(bell_->mutex);
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
  submission_.requests.clear();
  submission_.answers.clear();
  asked_.clear();
  for (const Watcher& watcher : watchers_) {
    if (!watcher.stream->wanted()) continue;
    const inventory::MerchantId merchant = watcher.request.merchant;
    if (!asked_.try_emplace(merchant, submission_.requests.size()).second) continue;
    submission_.requests.emplace_back(inventory::Query(inventory::WatchSales{merchant}));
  }
  if (submission_.requests.empty()) return false;
  submission_.times.submitted = monotonic_ns();
  if (port_.submit(submission_) != core::Submitted::accepted) return false;

  core::Submission* back = nullptr;
  while (port_.take({&back, 1}) == 0) {
    std::unique_lock lock(bell_->mutex);
    bell_->rung.wait(lock, [this] { return bell_->answered; });
    bell_->answered = false;
  }
  return submission_.fate == core::Fate::answered;
}

void LiveService::tell() {
  std::map<std::pair<inventory::MerchantId, Role>, std::string> texts;
  for (const Watcher& watcher : watchers_) {
    const auto asked = asked_.find(watcher.request.merchant);
    if (asked == asked_.end() || !watcher.stream->wanted()) continue;
    std::string& text = texts[{watcher.request.merchant, watcher.request.role}];
    if (text.empty()) {
      const auto& watch = std::get<inventory::SalesWatch>(submission_.answers[asked->second].body);
      text = "data: " + live_figures(watch, watcher.request.role, server_) + "\n\n";
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
