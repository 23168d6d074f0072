// The course of a run, and the ways in which a process ends.
#include "tests/simulation/simulation.hpp"

#include "tests/simulation/violation.hpp"

namespace doorbuster::simulation {

using support::Crash;

namespace {

constexpr std::int64_t ns_in_s = 1'000'000'000;
constexpr int steps_to_stop = 10'000;

}  // namespace

Finding simulate(std::uint64_t seed, std::string_view plant_name, bool aloud) {
  const auto plant = make_plant(plant_name);
  Simulation simulation(seed, *plant, aloud);
  Finding finding{seed, {}, 0, {}};
  try {
    simulation.run();
  } catch (const Violation& violation) {
    finding.violation = violation.what();
  }
  finding.digest = simulation.account().digest();
  finding.tally = simulation.account().tally;
  finding.tally.faults = simulation.world().fate.faults();
  finding.tally.life_ns = simulation.world().time.life_ns();
  return finding;
}

Simulation::Simulation(std::uint64_t seed, Plant& plant, bool aloud)
    : scenario_(scenario_of(seed)), world_(seed, scenario_, plant, aloud), crowd_(seed, scenario_) {}

void Simulation::run() {
  world_.tell("{} rounds, snapshots every {} bytes, {} retained{}", scenario_.rounds,
              scenario_.journal.snapshot_every_bytes, scenario_.journal.retain_bytes,
              scenario_.hostile() ? ", a device that breaks its promises" : "");
  for (std::uint32_t left = scenario_.rounds; left > 0;) {
    if (!start()) return;
    world_.fate.plan = scenario_.running;
    for (; left > 0 && process_; --left) round();
  }
  part_in_good_order();
}

// All that is on its way is answered, the process stops, and the next one finds everything.
void Simulation::part_in_good_order() {
  calm_ = true;
  world_.fate.plan = {};
  if (!process_ && !start()) return;
  if (process_) wait_for_answers();
  if (process_) stop();
  if (!start()) return;
  stop();
}

void Simulation::end_process() {
  if (world_.dice.one_in(3)) return stop();
  process_->crash(world_.dice.one_in(2) ? Crash::process : Crash::power);
  after_end();
}

void Simulation::stop() {
  process_->engine().request_stop();
  for (int steps = 0; process_ && !process_->engine().finished(); ++steps) {
    demand(steps < steps_to_stop, "the engine never finished");
    world_.time.pass(support::ns_in_ms * steps);
    step();
  }
  if (!process_) return;
  demand(process_->on_their_way() == 0, "{} submissions are left without an answer", process_->on_their_way());
  closed_ = process_->engine().status() == core::EngineStatus::stopped;
  if (closed_) ++world_.account.tally.stops;
  world_.tell("stopped {}", closed_ ? "in good order" : process_->engine().failure());
  exit();
}

// As a process ends by itself.
void Simulation::exit() {
  exited_ = true;
  process_->crash(Crash::process);
  after_end();
}

// The process is gone; the machine may be switched off for a while.
void Simulation::after_end() {
  const bool power_cut = process_->files().device().crashed_by() == Crash::power;
  count_end();
  if (scenario_.rot > 0 && world_.dice.one_in(scenario_.rot)) rot();
  process_.reset();
  if (power_cut) {
    world_.plant.power_cut(world_.disk);
    world_.time.reboot();
  }
  world_.time.pass(world_.dice.one_in(3) ? ns_in_s * world_.dice.below(10'000) : ns_in_s);
}

void Simulation::count_end() {
  Tally& tally = world_.account.tally;
  const bool power_cut = process_->files().device().crashed_by() == Crash::power;
  if (!std::exchange(exited_, false)) ++(power_cut ? tally.power_cuts : tally.kills);
  tally.unknown += process_->requests_on_their_way();
  if (process_->is_open()) {
    const core::JournalMeters& meters = process_->engine().journal_meters();
    tally.segments += meters.segments.value();
    tally.recycled += meters.recycled.value();
    tally.snapshots += meters.snapshots.value();
  }
  world_.tell("{}", power_cut ? "power cut" : "the process is gone");
  world_.account.add(power_cut ? 1 : 0);
}

// A bit changes in something that this process wrote.
void Simulation::rot() {
  const auto& writes = process_->files().device().writes();
  if (writes.empty()) return;
  const auto& written = world_.dice.pick_recent(writes, world_.dice.one_in(2) ? 4 : writes.size());
  if (!world_.disk.has(written.name)) return;
  const std::uint64_t at = written.offset + world_.fate.below(written.bytes);
  std::byte byte{};
  world_.disk.read(written.name, at, {&byte, 1});
  byte ^= std::byte{1} << world_.dice.below(8);
  world_.disk.write(written.name, at, {&byte, 1});
  ++rotten_;
  world_.tell("a bit of byte {} of {} changes", at, written.name);
}

}  // namespace doorbuster::simulation
