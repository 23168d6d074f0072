// One round after the other: release, expire, decide, write.
#include "core/engine/engine_loop.hpp"

#include <algorithm>
#include <cassert>

namespace doorbuster::core {
namespace {

using inventory::Answer;
using inventory::Instant;

// Submissions out of the queue at once: enough to fill a batch, few enough that a finished write is soon noticed.
constexpr std::size_t submissions_per_round = 64;
// So long after the last batch the journal gets a mark that covers it. Sooner, and the next orders of a busy moment
// would have to wait for the mark's write.
constexpr std::chrono::milliseconds quiet_before_mark{5};
// The longest sleep where nothing is due: bounds how late a hold can end when the clock was slewed meanwhile.
constexpr std::chrono::milliseconds longest_sleep{100};

}  // namespace

EngineLoop::EngineLoop(Store store, TimeSource& time, const EngineOptions& options)
    : ids(store.id),
      digests(store.id),
      store_(std::move(store)),
      memory_ahead_(options.orders_ahead),
      time_(time),
      clock_(time, store_.last_event_at),
      early_(store_.state, digests, time, meters_.refused_early),
      intake_(options.queue_commands, doorbell_, meters_.overloaded),
      taken_(submissions_per_round),
      unstable_(options.queue_commands) {
  publish();
}

Port& EngineLoop::open_port(std::function<void()> wake) {
  return *ports_.emplace_back(std::make_unique<Port>(intake_, early_, std::move(wake)));
}

bool EngineLoop::step() {
  rings_seen_ = doorbell_.rings();
  move_journal();
  bool worked = release_stable();
  worked |= take_submissions();
  // After the taking: what is decided now must not be decided as of a moment before it came, however long the process
  // was stopped in between.
  const auto now = clock_.now();
  worked |= end_due_holds(now);
  worked |= decide_taken(now);
  move_journal();
  worked |= release_stable();
  memory_ahead_.follow(store_.state);
  wake_ports();
  publish();
  finish_if_asked();
  return worked;
}

void EngineLoop::wait() {
  if (finished()) return;
  auto at_most = longest_sleep;
  if (const auto due = store_.state.next_expiry()) {
    at_most = std::clamp(std::chrono::milliseconds(due->ms - clock_.now().ms), std::chrono::milliseconds{0}, at_most);
  }
  if (store_.journal->mark_due()) at_most = std::min(at_most, quiet_before_mark);
  const bool writing = store_.journal->busy() && status() != EngineStatus::failed;
  const int write_done = writing ? store_.journal->write_done_descriptor() : -1;
  if (writing && write_done < 0) at_most = std::chrono::milliseconds{0};
  doorbell_.sleep(rings_seen_, write_done, at_most);
}

bool EngineLoop::end_due_holds(Instant now) {
  const auto due = store_.state.next_expiry();
  if (!due || *due > now || status() == EngineStatus::failed || !store_.journal->has_room()) return false;
  expiries_.clear();
  inventory::decide_expiries(store_.state, now, expiries_);
  return std::all_of(expiries_.begin(), expiries_.end(), [this](const auto& event) { return record(event); });
}

bool EngineLoop::take_submissions() {
  std::array<Submission*, submissions_per_round> fresh;
  const auto room = submissions_per_round - taken_.size();
  const auto count = room == 0 ? 0 : intake_.take(std::span(fresh).first(room));
  const auto now_ns = time_.monotonic_ns();
  for (auto* submission : std::span(fresh).first(count)) {
    submission->times.taken = now_ns;
    meters_.queue_wait.record_ns(now_ns - submission->times.submitted);
    taken_.push_back(submission);
  }
  return count > 0;
}

bool EngineLoop::decide_taken(Instant now) {
  bool worked = false;
  while (!taken_.empty() && status() != EngineStatus::failed) {
    auto& submission = *taken_.front();
    const auto before = submission.answers.size();
    const bool whole = decide(submission, now);
    worked |= whole || submission.answers.size() > before;
    if (!whole) break;  // the open batch is full: the rest waits for the device, and the queue behind it fills
    taken_.pop_front();
    look_ahead_.front_left();
    submission.times.decided = time_.monotonic_ns();
    meters_.decide.record_ns(submission.times.decided - submission.times.taken);
    if (submission.depends_on <= store_.journal->stable_position()) {
      release(submission);  // nothing to wait for: not even for those before it
    } else {
      unstable_.push_back(&submission);
    }
  }
  return worked;
}

// Goes on with the first request that has no answer yet; whether all have one now.
bool EngineLoop::decide(Submission& submission, Instant now) {
  while (submission.answers.size() < submission.requests.size()) {
    if (!store_.journal->has_room() || status() == EngineStatus::failed) return false;
    look_ahead_.before_next(taken_, store_.state);
    const auto& request = submission.requests[submission.answers.size()];
    auto answer = std::visit([&](const auto& asked) { return serve(asked, now); }, request);
    submission.depends_on = std::max(submission.depends_on, answer.depends_on);
    submission.answers.push_back(std::move(answer));
  }
  return true;
}

Answer EngineLoop::serve(const inventory::Command& command, Instant now) {
  meters_.commands[command.index()].add();
  const auto decision = inventory::decide(store_.state, command, now);
  for (const auto& event : decision.events) {
    if (!record(event)) return {};  // the engine has failed: nobody will see this answer
  }
  if (decision.rejection) {
    meters_.rejections[static_cast<std::size_t>(decision.rejection->reason)].add();
    const auto* order = std::get_if<inventory::PlaceOrder>(&command);
    if (order != nullptr) early_.refused(*order, *decision.rejection, now);
  }
  if (decision.met == inventory::Met::replayed) meters_.replays.add();
  return inventory::answer(store_.state, command, decision, now);
}

Answer EngineLoop::serve(const inventory::Query& query, Instant now) {
  meters_.queries[query.index()].add();
  return inventory::answer(store_.state, query, now);
}

// Only what has been applied is journalled: recovery must be able to apply it again.
bool EngineLoop::record(const inventory::Event& event) {
  if (const auto misfit = inventory::apply(store_.state, event)) {
    fail("A decision did not fit the state it was made on (" + std::string(*misfit) +
         "). This is a fault of the program; please report it. The journal is intact: start again.");
    return false;
  }
  early_.applied(event);
  store_.journal->append(event);
  meters_.events[event.fact.index()].add();
  return true;
}

void EngineLoop::move_journal() {
  if (status() == EngineStatus::failed) return;
  auto& journal = *store_.journal;
  const auto now_ns = time_.monotonic_ns();
  if (journal.busy()) last_write_ns_ = now_ns;
  const bool quiet = std::chrono::nanoseconds(now_ns - last_write_ns_) >= quiet_before_mark;
  if (const auto moved = quiet ? journal.poll_idle() : journal.poll(); !moved) return fail(moved.error().message);
  stable_.store(store_.journal->stable_position().value, std::memory_order_release);
}

bool EngineLoop::release_stable() {
  if (status() == EngineStatus::failed) {
    fail_all();
    return false;
  }
  const auto stable = store_.journal->stable_position();
  bool worked = false;
  while (!unstable_.empty() && unstable_.front()->depends_on <= stable) {
    release(*unstable_.front());
    unstable_.pop_front();
    worked = true;
  }
  return worked;
}

void EngineLoop::release(Submission& submission) {
  submission.times.stable = time_.monotonic_ns();
  meters_.journal_wait.record_ns(submission.times.stable - submission.times.decided);
  give_back(submission, Fate::answered);
}

void EngineLoop::give_back(Submission& submission, Fate fate) {
  submission.fate = fate;
  const auto commands = submission.requests.size();  // its owner may reuse it from the next line on
  submission.port->give_back(submission);
  intake_.released(commands);
}

void EngineLoop::wake_ports() {
  for (const auto& port : ports_) port->wake_if_given();
}

// From here on nothing is acknowledged: whatever was on its way and whatever still comes is told so.
void EngineLoop::fail(std::string why) {
  if (status() == EngineStatus::failed) return;
  failure_ = std::move(why);
  status_.store(EngineStatus::failed);
  early_.forget();
  intake_.close();
}

void EngineLoop::fail_all() {
  for (auto* waiting : {&unstable_, &taken_}) {
    for (auto* submission : *waiting) give_back(*submission, Fate::not_durable);
    waiting->clear();
  }
  look_ahead_.reset();
}

void EngineLoop::publish() {
  meters_.queued_commands.set(intake_.on_their_way());
  meters_.position.set(store_.state.position().value);
  meters_.stable_position.set(store_.journal->stable_position().value);
}

void EngineLoop::request_stop() {
  auto running = EngineStatus::running;
  status_.compare_exchange_strong(running, EngineStatus::stopping);
  intake_.close();
  stop_requested_.store(true);
  doorbell_.ring();
}

void EngineLoop::finish_if_asked() {
  if (!stop_requested_.load() || finished() || intake_.on_their_way() > 0) return;
  if (status() != EngineStatus::failed) {
    if (const auto closed = store_.journal->close(); !closed) {
      fail(closed.error().message);
    } else {
      stable_.store(store_.journal->stable_position().value, std::memory_order_release);
      status_.store(EngineStatus::stopped);
    }
    publish();
  }
  finished_.store(true);
}

}  // namespace doorbuster::core
