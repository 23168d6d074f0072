// The list of scenarios.
#include "loadtest/promotion/scenario.hpp"

#include <algorithm>

namespace doorbuster::loadtest {
namespace {

std::vector<Scenario> made_up() { return {double11(), hot_sku(), retry_storm(), losers(), big_baskets()}; }

}  // namespace

std::vector<Stage> even_course(const Extent& extent) {
  const double rate = extent.orders / std::chrono::duration<double>(extent.length).count();
  return {{.length = extent.length, .from = rate, .to = rate}};
}

std::optional<Scenario> find_scenario(std::string_view name) {
  for (const Scenario& scenario : made_up()) {
    if (scenario.note.name == name) return scenario;
  }
  return std::nullopt;
}

std::vector<ScenarioNote> scenarios() {
  std::vector<ScenarioNote> notes;
  for (const Scenario& scenario : made_up()) notes.push_back(scenario.note);
  notes.push_back({trace_scenario, "real orders, as --trace has them"});
  return notes;
}

}  // namespace doorbuster::loadtest
