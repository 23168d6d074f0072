// The simulator by itself: a few seeds hold, one seed is always the same run, and planted bugs are found.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulation/campaign.hpp"

namespace doorbuster::simulation {
namespace {

#ifndef DOORBUSTER_SIMULATED_SEEDS
#error "The build says how many seeds to run: fewer under sanitizers."
#endif
constexpr std::uint64_t seeds = DOORBUSTER_SIMULATED_SEEDS;

CampaignOptions first_seeds(std::uint64_t count, std::string_view plant = "") {
  CampaignOptions options;
  options.seeds = count;
  options.threads = 2;
  options.plant = plant;
  return options;
}

TEST(Simulation, BreaksNoPromise) {
  const CampaignOptions options = first_seeds(seeds);
  const Campaign campaign = run_campaign(options);
  EXPECT_EQ(campaign.violated, 0u) << report(campaign, options);
  EXPECT_EQ(campaign.seeds, seeds);
}

TEST(Simulation, IsTheSameRunForTheSameSeed) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Finding first = simulate(seed, "", false);
    const Finding again = simulate(seed, "", false);
    EXPECT_EQ(first.digest, again.digest) << seed;
    EXPECT_EQ(first.tally.life_ns, again.tally.life_ns) << seed;
    EXPECT_NE(first.digest, simulate(seed + 1, "", false).digest) << seed;
  }
}

TEST(Simulation, MeetsAllThatItIsMadeFor) {
  const Tally tally = run_campaign(first_seeds(200)).tally;
  EXPECT_GT(tally.kills, 0u);
  EXPECT_GT(tally.power_cuts, 0u);
  EXPECT_GT(tally.stops, 0u);
  EXPECT_GT(tally.torn, 0u);
  EXPECT_GT(tally.refused_early, 0u);
  EXPECT_GT(tally.segments, 0u);
  EXPECT_GT(tally.failures, 0u);
  EXPECT_GT(tally.failed_starts, 0u);
  EXPECT_GT(tally.refusals, 0u);
  EXPECT_GT(tally.unknown, 0u);
  EXPECT_GT(tally.clock_steps, 0u);
}

class PlantedBug : public testing::TestWithParam<PlantKind> {};

TEST_P(PlantedBug, IsFoundWithinFewSeeds) {
  const Campaign campaign = run_campaign(first_seeds(60, GetParam().name));
  EXPECT_GT(campaign.violated, 0u);
}

INSTANTIATE_TEST_SUITE_P(Each, PlantedBug, testing::ValuesIn(plants()), [](const auto& plant) {
  std::string name(plant.param.name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace doorbuster::simulation
