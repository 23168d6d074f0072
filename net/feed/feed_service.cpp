// The event feed: pages and streams, by one thread.
#include "net/feed/feed_service.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <string>
#include <utility>

#include "net/api/caller.hpp"
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

bool is_wanted(const FeedRequest& request, const inventory::Event& event) {
  return event.merchant == request.merchant && request.filter.takes(event.fact);
}

}  // namespace

FeedService::FeedService(core::Engine& engine, core::Files& files, NetMeters& meters, const RecentTraces& traces,
                         std::size_t streams_max,
                         std::shared_ptr<const AccessTable> access)
    : engine_(engine), meters_(meters),
      traces_(traces), streams_max_(streams_max), reader_(files), access_(std::move(access)) {}

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

std::shared_ptr<EventStream> FeedService::open(const FeedRequest& request, StreamListener listener) {
  auto admission = Admission::take(stream_count_, streams_max_);
  if (!admission) return nullptr;
  auto stream = std::make_shared<EventStream>(request, std::move(listener), std::move(*admission));
  if (!put(stream)) return nullptr;
  return stream;
}

// Where there are streams, its thread looks again within stream_poll; where there are none, nothing has to be ended.
void FeedService::change_access(std::shared_ptr<const AccessTable> access) {
  const std::lock_guard lock(mutex_);
  access_ = std::move(access);
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
  access_in_force_ = access_;
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

HttpResponse FeedService::page(FeedRequest& request) try {
  if (!admitted(request)) return render_problem(unknown_key());
  if (request.from_latest) request.after = engine_.stable_position();
  if (auto problem = check_kept(request.after)) return std::move(*problem);
  inventory::Position looked_to = request.after;
  if (auto problem = read_page(request, looked_to)) {
    auto gone_meanwhile = check_kept(request.after);
    return std::move(gone_meanwhile ? *gone_meanwhile : *problem);
  }
  for (auto& event : page_) redact(event);
  HttpResponse response = render_events(page_, engine_.order_ids(), &traces_);
  response.fields.emplace_back("X-Journal-Position", std::to_string(looked_to.value));
  return response;
} catch (const std::exception& fault) {
  return read_failed(fault.what());
}

std::optional<HttpResponse> FeedService::read_page(const FeedRequest& request, inventory::Position& looked_to) {
  page_.clear();
  core::EventCursor cursor{.after = request.after};
  const std::size_t at_once = std::max<std::size_t>(request.limit, transport::stream_events_max);
  for (std::size_t looked_at = 0; looked_at < transport::page_events_scanned_max; looked_at += events_.size()) {
    if (auto problem = read(cursor, at_once)) return problem;
    if (events_.empty()) break;
    for (auto& event : events_) {
      looked_to = event.position;
      if (is_wanted(request, event.event)) page_.push_back(std::move(event));
      if (page_.size() == request.limit) return std::nullopt;
    }
  }
  return std::nullopt;
}

void FeedService::redact(core::RecordedEvent& event) const {
  auto* held = std::get_if<inventory::OrderHeld>(&event.event.fact);
  if (held != nullptr && engine_.buyer_is_forgotten(held->order)) held->buyer = {};
}

bool FeedService::admitted(const FeedRequest& request) const {
  return !access_in_force_ || access_in_force_->role_of(request.key, request.merchant).has_value();
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
  if (stream->request_.from_latest) stream->start_after(engine_.stable_position());
  auto problem = admitted(stream->request_) ? check_kept(stream->cursor_.after) : render_problem(unknown_key());
  if (problem) {
    stream->open(std::move(problem));
    stream->let_go();
    return;
  }
  stream->last_sent_ns_ = monotonic_ns();
  meters_.streams_opened.add();
  streams_.push_back(stream);
  stream->open();
}

void FeedService::serve_streams() {
  std::erase_if(streams_, [this](const std::shared_ptr<EventStream>& stream) {
    if (!stream->closed() && serve_stream(*stream)) return false;
    stream->let_go();
    meters_.streams_closed.add();
    return true;
  });
}

bool FeedService::read_stream(EventStream& stream, std::string& text) {
  std::size_t looked_at = 0;
  while (text.empty() && looked_at < transport::stream_events_scanned_max) {
    if (read(stream.cursor_, transport::stream_events_max)) return false;
    if (events_.empty()) break;
    looked_at += events_.size();
    for (auto& event : events_) {
      if (!is_wanted(stream.request_, event.event)) continue;
      redact(event);
      append_server_sent_event(text, event, engine_.order_ids(), &traces_);
      stream.told_ = event.position;
    }
  }
  return true;
}

// Where all that came was other merchants' or not asked for, an id without data moves the client's Last-Event-ID on
// (HTML section 9.2.6), so that a stream that is resumed doesn't look through that once more.
std::string FeedService::heartbeat(EventStream& stream) {
  std::string text = ": still here\n";
  if (stream.told_ < stream.cursor_.after) text += "id: " + std::to_string(stream.cursor_.after.value) + "\n";
  stream.told_ = stream.cursor_.after;
  return text + "\n";
}

bool FeedService::serve_stream(EventStream& stream) {
  std::string text;
  if (!admitted(stream.request_) || (stream.wanted() && !read_stream(stream, text))) {
    stream.fail();
    return false;
  }
  if (!stream.wanted()) return true;
  const auto now = monotonic_ns();
  if (text.empty() && now - stream.last_sent_ns_ >= to_ns(transport::stream_heartbeat)) text = heartbeat(stream);
  if (text.empty()) return true;
  stream.last_sent_ns_ = now;
  stream.send(std::move(text));
  return true;
}

}  // namespace doorbuster::net
