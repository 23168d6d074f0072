// Many seeds on several threads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/simulation.hpp"

namespace doorbuster::simulation {

struct CampaignOptions {
  std::uint64_t first = 1;
  std::uint64_t seeds = 1'000;
  unsigned threads = 0;   // 0: as many as there are cores
  std::string plant;      // a planted bug; none if empty
  bool verbose = false;   // one thread, and each run tells its story
  bool progress = false;  // on standard error, now and then
};

struct Campaign {
  std::uint64_t seeds = 0;
  double seconds = 0;
  double cpu_seconds = 0;
  Tally tally;
  std::vector<Finding> violations;  // in order of seeds; at most violations_kept of them
  std::uint64_t violated = 0;       // how many there were
};

inline constexpr std::size_t violations_kept = 20;

[[nodiscard]] Campaign run_campaign(const CampaignOptions& options);

// For people: the figures, and how to see each violation again.
[[nodiscard]] std::string report(const Campaign& campaign, const CampaignOptions& options);

}  // namespace doorbuster::simulation
