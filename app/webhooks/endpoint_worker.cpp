// Steps, each of which waits for one thing at most.
#include "app/webhooks/endpoint_worker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/client/time_text.hpp"
#include "app/client/wording.hpp"
#include "app/console.hpp"

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds tick = 500ms;          // how often it looks for a wish to be resumed
constexpr std::chrono::milliseconds between_saves = 200ms;  // what was delivered since is delivered again after a crash
constexpr std::chrono::milliseconds drain_max = 5s;
constexpr std::chrono::milliseconds first_feed_pause = 200ms;
constexpr std::chrono::milliseconds longest_feed_pause = 10s;

std::string in_seconds(std::chrono::milliseconds time) {
  return fmt::format("{:.1f} s", std::chrono::duration<double>(time).count());
}

}  // namespace

EndpointWorker::EndpointWorker(Endpoint endpoint, const RetryRules& retry, const WebhookSurroundings& around)
    : endpoint_(std::move(endpoint)),
      retry_(retry),
      folder_(around.folder),
      poll_(around.poll),
      feed_(endpoint_, around.server),
      sender_(endpoint_),
      window_(endpoint_.in_flight),
      progress_(endpoint_.name),
      meter_(around.meters.of(endpoint_.name)),
      feed_pause_(first_feed_pause) {}

Outcome<void> EndpointWorker::run(const std::stop_token& stop) {
  stop_ = stop;
  const std::stop_callback wake(stop, [this] { sender_.wake(); });
  Outcome<void> done;
  while (done && !stop_.stop_requested()) {
    done = step();
    tell_meter();
  }
  drain();
  progress_.tell(state_.position);
  const auto saved = save();
  return done ? saved : done;
}

Outcome<void> EndpointWorker::step() {
  if (!begun_) return begin();
  if (auto resumed = take_resume_wish(); !resumed) return resumed;
  const bool disabled = state_.disabled != Disabled::no;
  if (disabled && window_.under_way() == 0) {
    window_.clear();
    collect(tick);
    return save();
  }
  if (!disabled && window_.done()) {
    if (auto filled = fill(); !filled) return filled;
  }
  send_due();
  if (window_.under_way() > 0) {
    collect(tick);
  } else if (!window_.done()) {
    collect(std::min(tick, until_next_try(state_, time_now())));
  }
  return save_now_and_then();
}

Outcome<void> EndpointWorker::begin() {
  auto found = folder_.load(endpoint_.name);
  if (!found) return found.error();
  if (*found) {
    state_ = saved_ = **found;
  } else if (endpoint_.after) {
    state_.position = *endpoint_.after;
  } else {
    const auto newest = feed_.newest();
    if (!newest) return bear(newest.error());
    state_.position = *newest;
  }
  begun_ = true;
  tell(fmt::format("{} {}.", *found ? "goes on after position" : "is new, and begins after position",
                   grouped(static_cast<std::int64_t>(state_.position))));
  if (state_.disabled != Disabled::no) {
    tell(fmt::format("is disabled: {}. doorbuster webhooks resume {} lets it go on.", name_of(state_.disabled),
                     endpoint_.name));
  }
  return save();
}

Outcome<void> EndpointWorker::take_resume_wish() {
  const auto wish = folder_.resume_wish(endpoint_.name);
  resuming_ = wish.has_value();
  if (!wish || window_.under_way() > 0) return {};
  note_resumption(state_, wish->after);
  window_.clear();
  resuming_ = false;
  if (auto saved = save(); !saved) return saved;
  tell(fmt::format("is resumed, after position {}.", grouped(static_cast<std::int64_t>(state_.position))));
  return folder_.forget_resume_wish(endpoint_.name);
}

Outcome<void> EndpointWorker::fill() {
  auto page = feed_.next(state_);
  if (!page) return bear(page.error());
  feed_pause_ = first_feed_pause;
  if (page->looked_to == state_.position) {
    progress_.took(0, state_.position);
    collect(poll_);
    return {};
  }
  began_.assign(page->messages.size(), 0);
  window_.load(std::move(page->messages), page->looked_to);
  window_.move_on(state_.position, state_.last);
  return {};
}

Outcome<void> EndpointWorker::bear(const Fault& fault) {
  if (fault.problem == problem_events_gone) {
    disable(Disabled::events_gone, fault.sentence);
  } else if (fault.problem == problem_other_journal) {
    disable(Disabled::other_journal, fault.sentence);
  } else if (fault.code == ExitCode::unavailable) {
    tell(fmt::format("{} Trying again in {}.", fault.sentence, in_seconds(feed_pause_)));
    collect(feed_pause_);
    feed_pause_ = std::min(longest_feed_pause, 2 * feed_pause_);
  } else {
    return fault;
  }
  return {};
}

void EndpointWorker::send_due() {
  const auto now = time_now();
  const bool may = state_.disabled == Disabled::no && !resuming_ && until_next_try(state_, now) == 0ms;
  while (may && !stop_.stop_requested()) {
    const auto index = window_.next();
    if (!index) return;
    began_[*index] = state_.tries;
    sender_.start(*index, window_.message(*index), now.ms / 1'000);
  }
}

void EndpointWorker::collect(std::chrono::milliseconds patience) {
  if (stop_.stop_requested() && window_.under_way() == 0) return;
  for (const auto& finished : sender_.wait(patience)) take(finished);
}

void EndpointWorker::take(const WebhookSender::Finished& finished) {
  meter_->count(finished.result);
  if (!finished.result.delivered()) {
    take_failure(finished);
    return;
  }
  const bool recent = began_[finished.tag] == state_.tries;
  if (recent && state_.tries > 0) {
    tell(fmt::format("delivers again, after {} failed {}.", state_.tries, state_.tries == 1 ? "try" : "tries"));
  }
  note_delivery(state_, time_now(), recent);
  window_.delivered(finished.tag);
  window_.move_on(state_.position, state_.last);
  progress_.took(1, state_.position);
}

void EndpointWorker::take_failure(const WebhookSender::Finished& finished) {
  const EventMark event = window_.message(finished.tag).event;
  window_.failed(finished.tag);
  if (began_[finished.tag] != state_.tries) return;  // one that was sent along with it has been counted
  const auto now = time_now();
  note_failure(state_, finished.result, retry_, now, std::uniform_real_distribution(0.0, 1.0)(dice_));
  const std::string what =
      fmt::format("{} at position {} is not delivered: {}.", event.type,
                  grouped(static_cast<std::int64_t>(event.position)), state_.last_error);
  if (state_.disabled != Disabled::no) {
    disable(state_.disabled, what);
  } else {
    tell(fmt::format("{} Trying again in {}, after {} {}.", what, in_seconds(until_next_try(state_, now)), state_.tries,
                     state_.tries == 1 ? "try" : "tries"));
  }
}

void EndpointWorker::disable(Disabled why, const std::string& sentence) {
  state_.disabled = why;
  state_.next_try.reset();
  if (why == Disabled::events_gone || why == Disabled::other_journal) state_.last_error = sentence;
  tell(fmt::format("{} The endpoint is DISABLED ({}): nothing more is sent to it. It stands at position {}; "
                   "doorbuster webhooks resume {} lets it go on.",
                   sentence, name_of(why), grouped(static_cast<std::int64_t>(state_.position)), endpoint_.name));
}

// What a disabled endpoint was waiting for, it still is, though its page is dropped.
void EndpointWorker::tell_meter() {
  if (!begun_) return;
  if (const Message* oldest = window_.oldest()) {
    waits_since_ = oldest->event.at;
  } else if (state_.disabled == Disabled::no) {
    waits_since_.reset();
  }
  meter_->tell(state_, waits_since_);
}

void EndpointWorker::drain() {
  const auto end = Clock::now() + drain_max;
  while (window_.under_way() > 0 && Clock::now() < end) collect(tick);
}

Outcome<void> EndpointWorker::save() {
  if (!begun_ || (state_ == saved_ && saved_at_ != Clock::time_point{})) return {};
  if (auto saved = folder_.save(endpoint_.name, state_); !saved) return saved;
  saved_ = state_;
  saved_at_ = Clock::now();
  return {};
}

Outcome<void> EndpointWorker::save_now_and_then() {
  const bool in_order = state_.tries == saved_.tries && state_.disabled == saved_.disabled;
  return in_order && Clock::now() - saved_at_ < between_saves ? Outcome<void>{} : save();
}

void EndpointWorker::tell(const std::string& sentence) const {
  complain(fmt::format("{}: {}", endpoint_.name, sentence));
}

}  // namespace doorbuster::app
