// What a seed stands for: how long the run is, who does what, and what goes wrong how often.
#pragma once

#include <cstdint>

#include "core/core.hpp"
#include "core/journal/journal_format.hpp"
#include "tests/support/fault_plan.hpp"

namespace doorbuster::simulation {

struct Scenario {
  std::uint32_t rounds = 0;            // in each, clients may ask, and the engine makes steps
  std::uint32_t requests_at_once = 1;  // in a submission, at most
  std::uint32_t submissions_on_their_way = 1;
  std::uint32_t steps_between = 1;     // of the engine, at most, from one submission to the next
  std::uint32_t queue_commands = 0;
  core::JournalOptions journal{core::min_segment_bytes};
  std::uint32_t bulk_items = 0;        // of a sale so large that segments fill; 0: none

  support::FaultPlan running;          // while the engine runs
  support::FaultPlan starting;         // while it opens its store
  std::uint32_t end_after_rounds = 0;  // one in so many rounds is a process's last; 0: none
  std::uint32_t clock_step = 0;        // one in so many rounds begins with the wall clock being set
  std::uint32_t rot = 0;               // after one in so many ends a bit changes at rest

  // Whether the device may break its promises.
  [[nodiscard]] bool hostile() const { return rot > 0 || running.lying > 0 || running.misdirected > 0; }
};

[[nodiscard]] Scenario scenario_of(std::uint64_t seed);

}  // namespace doorbuster::simulation
