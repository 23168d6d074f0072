// What a start may lead to, and what must hold after it.
#include <algorithm>

#include "tests/simulation/simulation.hpp"
#include "tests/simulation/trace.hpp"

namespace doorbuster::simulation {

using core::Failure;
using core::FailureKind;
using support::Fate;
using support::MemoryDisk;

namespace {

constexpr int starts_with_faults = 4;
constexpr int starts_at_most = 40;

}  // namespace

// Again and again, as an operator would; after some tries the disk behaves.
bool Simulation::start() {
  for (int tries = 0; tries < starts_at_most; ++tries) {
    world_.fate.plan = tries < starts_with_faults && !calm_ ? scenario_.starting : support::FaultPlan{};
    if (start_once()) return true;
    if (world_.account.tally.refusals > 0) return false;
  }
  throw Violation("the store can't be opened any more, though the disk behaves");
}

bool Simulation::start_once() {
  const MemoryDisk before = world_.disk;
  faults_before_ = world_.fate.faults();
  process_ = std::make_unique<Process>(world_);
  const auto started = process_->start();
  if (!process_->crashed() && started) {
    check_recovered(*started, before);
    return true;
  }
  if (!process_->crashed()) {
    check_refusal(started.error(), before);
    exit();
  } else {
    after_end();
  }
  return false;
}

void Simulation::check_refusal(const Failure& failure, const MemoryDisk& before) {
  Tally& tally = world_.account.tally;
  world_.tell("refused: {}", failure.message);
  world_.account.add(failure.message);
  if (failure.kind == FailureKind::io) {
    demand(world_.fate.faults() > faults_before_, "a start failed without a fault: {}", failure.message);
    ++tally.failed_starts;
    return;
  }
  demand(failure.kind == FailureKind::corrupt, "a start was refused for no good reason: {}", failure.message);
  demand(harmed(), "a start was refused, but nothing is damaged: {}", failure.message);
  const auto names = before.names();
  const bool names_file = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return failure.message.find(name) != std::string::npos;
  });
  const bool says_where = failure.message.find("offset") != std::string::npos;
  demand(says_where && (names_file || failure.message.find("missing") != std::string::npos),
         "a refusal doesn't say where: {}", failure.message);
  demand(world_.disk == before, "a start that was refused has changed the disk: {}", failure.message);
  ++tally.refusals;
}

void Simulation::check_recovered(const core::Recovered& recovered, const MemoryDisk& before) {
  Tally& tally = world_.account.tally;
  const inventory::State& state = process_->engine().state();
  const std::uint64_t position = state.position().value;
  world_.tell("recovered {} of {} events, {} promised{}", position, history_.position(), promises_.position(),
              recovered.torn_batch_dropped ? ", a torn batch dropped" : "");
  demand(position <= history_.position(), "{} events were recovered and only {} ever happened", position,
         history_.position());
  check_loss(position, before);
  demand(history_.rewind(position), "event {} was recovered without all that was decided with it", position);
  demand(inventory::fingerprint(state) == history_.fingerprint(), "the state after {} events is not the twin's",
         position);
  const auto broken = inventory::broken_invariants(state);
  demand(broken.empty(), "after {} events: {}", position, broken.empty() ? "" : broken.front());
  promises_.check_keys(state, std::max(history_.last_at(), inventory::Instant{world_.time.wall_ms()}));
  closed_ = false;
  ++tally.recoveries;
  tally.from_snapshot += recovered.snapshot_segment > 0 ? 1 : 0;
  tally.torn += recovered.torn_batch_dropped ? 1 : 0;
  world_.account.add(position);
  world_.account.add(history_.fingerprint().value);
}

// What was answered is there, and after a stop in good order all there was.
void Simulation::check_loss(std::uint64_t position, const MemoryDisk& before) {
  const std::uint64_t promised = closed_ ? history_.position() : promises_.position();
  if (position >= promised) return;
  demand(harmed(), "{} events were promised and only {} are left", promised, position);
  demand(no_trace_of(before, position + 1), "{} events were promised, only {} are left, and nobody noticed", promised,
         position);
  promises_.forget_after(position);
  ++world_.account.tally.unprovable;
}

bool Simulation::harmed() const {
  return rotten_ > 0 || world_.fate.times(Fate::lying) > 0 || world_.fate.times(Fate::misdirected) > 0;
}

}  // namespace doorbuster::simulation
