// What outlives the processes of a run: the disk, time, chance, and what happened so far.
#pragma once

#include "tests/simulation/account.hpp"
#include "tests/simulation/plant.hpp"
#include "tests/simulation/scenario.hpp"
#include "tests/support/seeded_fate.hpp"
#include "tests/support/simulated_files.hpp"

namespace doorbuster::simulation {

// When every run begins: 2026-11-11T00:00:00Z.
inline constexpr std::int64_t start_ms = 1'794'355'200'000;

struct World {
  World(std::uint64_t seed, const Scenario& scene, Plant& planted, bool aloud)
      : scenario(scene), plant(planted), dice(seed * 2 + 1), fate(seed * 2), time(start_ms), account(aloud) {}

  template <class... Values>
  void tell(fmt::format_string<Values...> text, Values&&... values) {
    account.tell(time.life_ns(), text, std::forward<Values>(values)...);
  }

  const Scenario& scenario;
  Plant& plant;
  support::Dice dice;
  support::SeededFate fate;
  support::SimulatedTime time;
  support::MemoryDisk disk;
  Account account;
};

}  // namespace doorbuster::simulation
