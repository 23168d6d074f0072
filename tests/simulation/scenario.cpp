// The mixture: most runs are short, some roll over segments, some have a device that lies.
#include "tests/simulation/scenario.hpp"

#include "tests/support/dice.hpp"

namespace doorbuster::simulation {
namespace {

using support::Dice;
using support::FaultPlan;

std::uint32_t one_of(Dice& dice, std::initializer_list<std::int64_t> values) {
  return static_cast<std::uint32_t>(dice.one_of(values));
}

FaultPlan running_plan(Dice& dice) {
  FaultPlan plan;
  plan.crash = one_of(dice, {0, 30, 150, 500});
  plan.power_cuts = one_of(dice, {1, 2, 4});
  plan.stall = one_of(dice, {0, 50, 200});
  plan.late_background = one_of(dice, {0, 1, 2});
  if (dice.one_in(3)) plan.write_error = one_of(dice, {50, 200});
  if (dice.one_in(4)) plan.short_write = one_of(dice, {50, 200});
  if (dice.one_in(4)) plan.name_error = one_of(dice, {3, 10});
  if (dice.one_in(4)) plan.no_space = one_of(dice, {2, 5});
  if (dice.one_in(8)) plan.read_error = one_of(dice, {5, 30});
  return plan;
}

FaultPlan starting_plan(Dice& dice) {
  FaultPlan plan;
  if (dice.one_in(2)) return plan;
  plan.crash = one_of(dice, {0, 5, 15});
  plan.power_cuts = one_of(dice, {1, 2, 4});
  plan.late_background = one_of(dice, {0, 1, 2});
  if (dice.one_in(4)) plan.read_error = one_of(dice, {10, 30});
  if (dice.one_in(4)) plan.write_error = one_of(dice, {5, 15});
  if (dice.one_in(4)) plan.short_write = one_of(dice, {5, 15});
  if (dice.one_in(4)) plan.no_space = 2;
  if (dice.one_in(4)) plan.name_error = 5;
  return plan;
}

// Long enough to fill segments, and so that it gets that far.
void make_long(Dice& dice, Scenario& scenario) {
  constexpr std::uint32_t rarer = 25;
  scenario.rounds = one_of(dice, {600, 1'200, 2'400});
  scenario.bulk_items = one_of(dice, {100, 300});
  scenario.end_after_rounds = one_of(dice, {0, 400});
  FaultPlan& plan = scenario.running;
  for (std::uint32_t* rate : {&plan.crash, &plan.write_error, &plan.short_write, &plan.stall}) *rate *= rarer;
}

void break_promises(Dice& dice, Scenario& scenario) {
  if (dice.one_in(2)) scenario.rot = one_of(dice, {1, 2, 4});
  if (dice.one_in(2)) scenario.running.lying = one_of(dice, {2, 20, 100});
  if (dice.one_in(3)) scenario.running.misdirected = one_of(dice, {20, 200});
}

}  // namespace

Scenario scenario_of(std::uint64_t seed) {
  Dice dice(seed);
  Scenario scenario;
  scenario.rounds = one_of(dice, {20, 60, 60, 150});
  scenario.requests_at_once = one_of(dice, {1, 2, 8, 30});
  scenario.submissions_on_their_way = one_of(dice, {1, 4, 30});
  scenario.steps_between = one_of(dice, {1, 3, 8});
  scenario.queue_commands = one_of(dice, {60, 100, 1'000});
  scenario.journal.snapshot_every_bytes = core::min_segment_bytes * one_of(dice, {0, 1, 1, 2});
  scenario.journal.retain_bytes = core::min_segment_bytes * one_of(dice, {0, 1, 1, 2});
  scenario.running = running_plan(dice);
  scenario.starting = starting_plan(dice);
  scenario.end_after_rounds = one_of(dice, {0, 20, 100});
  scenario.clock_step = one_of(dice, {0, 10, 100});
  if (dice.one_in(40)) make_long(dice, scenario);
  if (dice.one_in(5)) break_promises(dice, scenario);
  return scenario;
}

}  // namespace doorbuster::simulation
