// A round: clients ask, the engine decides beside the twin, answers come back.
#include <algorithm>

#include "tests/inventory/twin/describe.hpp"
#include "tests/simulation/simulation.hpp"

namespace doorbuster::simulation {

using namespace inventory;

namespace {

constexpr std::int64_t ns_in_us = 1'000;
constexpr std::int64_t hour_ms = 3'600'000;
constexpr int steps_for_an_answer = 2'000;

// Where a page of a listing ends is each machine's own affair.
Answer without_page_end(Answer answer) {
  if (auto* page = std::get_if<OrderPage>(&answer.body)) page->next_after = {};
  return answer;
}

}  // namespace

void Simulation::round() {
  auto& dice = world_.dice;
  if (scenario_.clock_step > 0 && dice.one_in(scenario_.clock_step)) {
    const std::int64_t by_ms = dice.between(-3 * hour_ms, 3 * hour_ms);
    world_.time.step_wall(by_ms);
    ++world_.account.tally.clock_steps;
    world_.tell("the wall clock is set by {} ms", by_ms);
  }
  if (process_->on_their_way() < scenario_.submissions_on_their_way) ask();
  for (auto steps = dice.between(1, scenario_.steps_between); process_ && steps > 0; --steps) {
    world_.time.pass(ns_in_us * dice.between(5, 200));
    step();
  }
  if (process_ && dice.one_in(16)) wait_for_answers();
  if (process_ && scenario_.end_after_rounds > 0 && dice.one_in(scenario_.end_after_rounds)) end_process();
}

void Simulation::ask() {
  const Instant now = process_->time().now();
  auto asked = crowd_.ask(now);
  world_.time.pass((asked.at.ms - now.ms) * support::ns_in_ms);
  while (!asked.requests.empty() && refused_early(asked.requests.front())) asked.requests.erase(asked.requests.begin());
  if (asked.requests.empty()) return;
  world_.tell("{} requests", asked.requests.size());
  world_.account.add(static_cast<std::uint64_t>(process_->submit(std::move(asked.requests))));
}

// As the server does: who is refused early is not submitted. The engine would have said the same.
bool Simulation::refused_early(const core::Request& request) {
  const auto* command = std::get_if<Command>(&request);
  const auto* order = command ? std::get_if<PlaceOrder>(command) : nullptr;
  if (!order || !process_->engine().refuses_early(*order)) return false;
  const Decision would = decide(process_->engine().state(), *command, process_->time().now());
  demand(would.rejection && would.rejection->reason == Reason::sold_out && would.events.empty(),
         "refused early as sold out, against the state: {}", twin::describe(*command));
  world_.tell("refused early: {}", twin::describe(*command));
  ++world_.account.tally.refused_early;
  return true;
}

void Simulation::step() {
  process_->step();
  const Instant now = process_->time().now();
  if (process_->journal().had_room()) (void)history_.end_holds(now);
  for (Process::Lent* lent : process_->decided()) {
    for (; lent->seen < lent->submission.answers.size(); ++lent->seen) {
      meet(lent->submission.requests[lent->seen], lent->submission.answers[lent->seen]);
    }
  }
  const std::uint64_t position = process_->engine().state().position().value;
  demand(position == history_.position(), "the engine has come to event {}, the twin to {}", position,
         history_.position());
  if (process_->crashed()) return after_end();  // what it gave back in this round reached nobody
  for (const auto& lent : process_->returned()) deliver(*lent);
  if (process_->engine().status() == core::EngineStatus::failed) check_failed();
}

void Simulation::meet(const core::Request& request, const Answer& answer) {
  const Instant now = process_->time().now();
  Tally& tally = world_.account.tally;
  Answer expected;
  if (const auto* command = std::get_if<Command>(&request)) {
    const auto outcome = history_.decide(*command, now);
    crowd_.learn(*command, outcome);
    expected = outcome.answer;
    tally.events += outcome.events.size();
    ++tally.commands;
  } else {
    expected = history_.ask(std::get<Query>(request), now);
    ++tally.queries;
  }
  const std::string told = twin::describe(without_page_end(answer));
  const std::string right = twin::describe(without_page_end(expected));
  demand(told == right, "at {} the engine answers {} and the twin {}", now.ms, told, right);
  world_.account.add(told);
}

void Simulation::deliver(const Process::Lent& lent) {
  const core::Submission& submission = lent.submission;
  Tally& tally = world_.account.tally;
  const bool failed = process_->engine().status() == core::EngineStatus::failed;
  world_.account.add(static_cast<std::uint64_t>(submission.fate));
  if (submission.fate == core::Fate::not_durable) {
    demand(failed, "a client was told not_durable by an engine that had not failed");
    tally.unknown += submission.requests.size();
    return;
  }
  demand(submission.answers.size() == submission.requests.size(), "a submission came back without all its answers");
  tally.answered += submission.answers.size();
  for (std::size_t i = 0; i < submission.answers.size(); ++i) {
    promises_.made(submission.requests[i], submission.answers[i]);
  }
}

// Everybody was told, nobody is let in any more, and there was a reason.
void Simulation::check_failed() {
  world_.tell("failed: {}", process_->engine().failure());
  demand(process_->on_their_way() == 0, "the engine failed and left {} submissions without a word",
         process_->on_their_way());
  demand(process_->submit({Query{ReadSku{}}}) == core::Submitted::stopped, "an engine that failed let somebody in");
  demand(harmed() || world_.fate.faults() > faults_before_, "the engine failed without a fault of the disk: {}",
         process_->engine().failure());
  ++world_.account.tally.failures;
  exit();
}

void Simulation::wait_for_answers() {
  for (int steps = 0; process_ && process_->on_their_way() > 0; ++steps) {
    demand(steps < steps_for_an_answer, "{} submissions are left hanging", process_->on_their_way());
    world_.time.pass(ns_in_us * 100 * steps);
    step();
  }
}

}  // namespace doorbuster::simulation
