// The event feed: pages and streams, by one thread.
#include "net/feed/feed_service.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "net/monotonic.hpp"
#include "net/transport_limits.hpp"

namespace doorbuster::net {
namespace {

HttpResponse read_failed(std::string_view why) {
  spdlog::error("The event feed could not read the journal: {}", why);
  Problem problem{};
  problem.code = ProblemCode::internal_error;
  problem.detail = "The journal could not be read; the server's log says why.";
  return render_problem(problem);
}

}  // namespace

FeedService::FeedService(core::Engine& engine, core::Files& files, NetMeters& meters, std::size_t streams_max)
    : engine_(engine), meters_(meters), streams_max_(streams_max), reader_(files) {}

FeedService::~FeedService() { stop(); }

void FeedService::start() {
  thread_ = std::thread([this] { run(); });
}

void FeedService::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool FeedService::fetch(const FeedRequest& request, std::function<void(HttpResponse)> done) {
  return put(Page{request, std::move(done)});
}

std::shared_ptr<EventStream> FeedService::open(inventory::Position after, StreamListener listener) {
  auto admission = Admission::take(stream_count_, streams_max_);
  if (!admission) return nullptr;
  auto stream = std::make_shared<EventStream>(after, std::move(listener), std::move(*admission));
  if (!put(stream)) return nullptr;
  return stream;
}

bool FeedService::put(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || jobs_.size() >= transport::feed_queue_max) return false;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

std::optional<std::deque<FeedService::Job>> FeedService::next_jobs() {
  std::unique_lock lock(mutex_);
  const auto has_news = [this] { return stopping_ || !jobs_.empty(); };
  if (streams_.empty()) {
    changed_.wait(lock, has_news);
  } else {
    changed_.wait_for(lock, transport::stream_poll, has_news);
  }
  if (stopping_) return std::nullopt;
  return std::exchange(jobs_, {});
}

void FeedService::run() {
  while (auto jobs = next_jobs()) {
    for (auto& job : *jobs) serve(job);
    serve_streams();
  }
  streams_.clear();
}

void FeedService::serve(Job& job) {
  if (auto* wanted = std::get_if<Page>(&job)) {
    wanted->done(page(wanted->request));
  } else {
    open_stream(std::get<std::shared_ptr<EventStream>>(job));
  }
}

HttpResponse FeedService::page(const FeedRequest& request) try {
  if (auto problem = check_kept(request.after)) return std::move(*problem);
  core::EventCursor cursor{.after = request.after};
  if (auto problem = read(cursor, request.limit)) {
    auto gone_meanwhile = check_kept(request.after);
    return std::move(gone_meanwhile ? *gone_meanwhile : *problem);
  }
  return render_events(events_, engine_.order_ids());
} catch (const std::exception& fault) {
  return read_failed(fault.what());
}

std::optional<HttpResponse> FeedService::check_kept(inventory::Position after) try {
  const auto oldest = reader_.oldest();
  if (!oldest) return read_failed(oldest.error().message);
  if (after.value >= oldest->value - 1) return std::nullopt;
  Problem problem{};
  problem.code = ProblemCode::events_gone;
  problem.oldest_position = oldest->value;
  return render_problem(problem);
} catch (const std::exception& fault) {
  return read_failed(fault.what());
}

std::optional<HttpResponse> FeedService::read(core::EventCursor& cursor, std::size_t at_most) try {
  events_.clear();
  const auto done = reader_.read(cursor, engine_.stable_position(), at_most, events_);
  if (!done) return read_failed(done.error().message);
  return std::nullopt;
} catch (const std::exception& fault) {
  return read_failed(fault.what());
}

void FeedService::open_stream(const std::shared_ptr<EventStream>& stream) {
  if (auto problem = check_kept(stream->cursor_.after)) {
    stream->listener_.opened(std::move(problem));
    stream->listener_ = {};
    return;
  }
  stream->last_sent_ns_ = monotonic_ns();
  meters_.streams_opened.add();
  streams_.push_back(stream);
  stream->listener_.opened(std::nullopt);
}

void FeedService::serve_streams() {
  std::erase_if(streams_, [this](const std::shared_ptr<EventStream>& stream) {
    if (!stream->closed_.load() && serve_stream(*stream)) return false;
    // The connection and its stream hold each other until here.
    stream->listener_ = {};
    stream->admission_.release();
    meters_.streams_closed.add();
    return true;
  });
}

bool FeedService::serve_stream(EventStream& stream) {
  if (!stream.wanted_.load()) return true;
  if (read(stream.cursor_, transport::stream_events_max)) {
    stream.listener_.failed();
    return false;
  }
  std::string text;
  for (const auto& event : events_) append_server_sent_event(text, event, engine_.order_ids());
  const auto now = monotonic_ns();
  if (text.empty() && now - stream.last_sent_ns_ >= to_ns(transport::stream_heartbeat)) text = ": still here\n\n";
  if (text.empty()) return true;
  stream.last_sent_ns_ = now;
  stream.wanted_.store(false);
  stream.listener_.events(std::move(text));
  return true;
}

}  // namespace doorbuster::net
