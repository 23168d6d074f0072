// Rounds: send what is due, then take the answers that are there or wait for one.
#include "loadtest/drive/worker.hpp"

#include "loadtest/drive/punctual.hpp"

namespace doorbuster::loadtest {
namespace {

// Tasks that one round may send: answers are not left lying while a backlog goes out, and pipelines are filled whole.
constexpr unsigned round_tasks_max = 4'096;
// With nothing due, an answer or a call is what to wait for.
constexpr std::chrono::hours long_enough{1};

}  // namespace

Worker::Worker(Agenda agenda, Journey journey, const Endpoint& endpoint, const PoolOptions& options)
    : agenda_(std::move(agenda)), journey_(std::move(journey)), pool_(endpoint, options, make_log()) {}

FlightLog Worker::make_log() {
  return {.sent = [this](const Task& task, Clock::time_point now) { journey_.sent(task, now, pool_.room_since()); },
          .ended =
              [this](const Flight& flight, const Exchange& exchange, Clock::time_point now) {
                const std::optional<Task> next = journey_.end(flight.task, exchange, flight.sent, now);
                if (next) agenda_.add(*next);
              }};
}

void Worker::run() {
  be_punctual();
  pool_.open_all();
  round_begun_ = Clock::now();
  for (;;) {
    if (stopping_.load(std::memory_order_relaxed)) drop_agenda();
    send_what_is_due();
    if (agenda_.empty() && pool_.is_idle()) return;
    take_answers();
  }
}

void Worker::drop_agenda() {
  const Clock::time_point now = Clock::now();
  while (!agenda_.empty()) journey_.drop(agenda_.take(), now);
}

void Worker::send_what_is_due() {
  const Clock::time_point now = Clock::now();
  for (unsigned tasks = 0; tasks < round_tasks_max && pool_.has_room(); ++tasks) {
    const std::optional<Clock::time_point> due = agenda_.next_due();
    if (!due || *due > now) break;
    const Task task = agenda_.take();
    journey_.begin(task, pool_.add(task));
  }
  pool_.send();
}

void Worker::take_answers() {
  const Clock::time_point before = Clock::now();
  const std::optional<Clock::time_point> due = agenda_.next_due();
  const bool is_behind = due && *due <= before && !pool_.has_room();
  const Clock::duration slept = pool_.take_answers(due && !is_behind ? *due : before + long_enough);
  const Clock::time_point now = Clock::now();
  if (is_behind) {
    backlog_.lasted += now - round_begun_;
    backlog_.slept += slept;
  }
  round_begun_ = now;
}

void Worker::stop() {
  stopping_.store(true, std::memory_order_relaxed);
  pool_.wake();
}

}  // namespace doorbuster::loadtest
