// Submits through the engine's intake, and takes what comes back.
#include "core/engine/port.hpp"

#include <cassert>

#include "core/engine/early_refusals.hpp"
#include "core/engine/intake.hpp"
#include "core/engine/port_queues.hpp"

namespace doorbuster::core {

Port::Port(Intake& intake, EarlyRefusals& early, std::function<void()> wake)
    : intake_(intake), early_(early), wake_(std::move(wake)), queues_(std::make_unique<Queues>(intake)) {}

Port::~Port() = default;

Submitted Port::submit(Submission& submission) {
  const auto submitted = submit_quietly(submission);
  if (submitted == Submitted::accepted) ring();
  return submitted;
}

void Port::ring() { intake_.ring(); }

Submitted Port::submit_quietly(Submission& submission) {
  assert(!submission.requests.empty());
  submission.port = this;
  submission.answers.clear();
  submission.fate = Fate::answered;
  submission.depends_on = {};
  early_.begin(submission);
  const auto submitted = intake_.put(queues_->to_engine, submission);
  if (submitted != Submitted::accepted) early_.end(submission);
  return submitted;
}

std::size_t Port::take(std::span<Submission*> into) {
  // Before the look, so that whatever comes after it wakes us again. An exchange: it sees what came before a waking
  // that it ends.
  woken_.exchange(false);
  const auto count = queues_->from_engine.try_dequeue_bulk(into.begin(), into.size());
  for (const auto* submission : into.first(count)) early_.end(*submission);
  return count;
}

void Port::give_back(Submission& submission) {
  queues_->give_back(submission);
  given_ = true;
}

void Port::wake_if_given() {
  if (!given_) return;
  given_ = false;
  if (!woken_.exchange(true)) wake_();
}

}  // namespace doorbuster::core
