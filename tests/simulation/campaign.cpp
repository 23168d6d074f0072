// Threads that take one seed after the other.
#include "tests/simulation/campaign.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace doorbuster::simulation {
namespace {

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

class Runner {
 public:
  explicit Runner(const CampaignOptions& options) : options_(options) {}

  void run() {
    for (std::uint64_t taken = next_++; taken < options_.seeds; taken = next_++) {
      const Finding finding = simulate(options_.first + taken, options_.plant, options_.verbose);
      const std::lock_guard lock(mutex_);
      take(finding);
    }
  }

  [[nodiscard]] Campaign result() && { return std::move(campaign_); }

 private:
  void take(const Finding& finding) {
    ++campaign_.seeds;
    campaign_.tally += finding.tally;
    if (!finding.violation.empty()) {
      ++campaign_.violated;
      const auto by_seed = [](const Finding& a, const Finding& b) { return a.seed < b.seed; };
      auto& kept = campaign_.violations;
      kept.insert(std::upper_bound(kept.begin(), kept.end(), finding, by_seed), finding);
      if (kept.size() > violations_kept) kept.pop_back();
    }
    if (options_.progress && campaign_.seeds % (options_.seeds / 100 + 1) == 0) {
      fmt::print(stderr, "\r{} of {} seeds, {} violations ", campaign_.seeds, options_.seeds, campaign_.violated);
    }
  }

  const CampaignOptions& options_;
  std::atomic<std::uint64_t> next_{0};
  std::mutex mutex_;
  Campaign campaign_;
};

// "1,234,567"
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = std::ssize(digits) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), 1, ',');
  return digits;
}

std::string figures(const Tally& tally) {
  const std::vector<std::pair<std::uint64_t, std::string_view>> all{
      {tally.commands, "commands decided"}, {tally.queries, "queries"}, {tally.events, "events"},
      {tally.refused_early, "orders refused before they came to the engine"},
      {tally.answered, "requests answered"}, {tally.unknown, "whose client never learnt"},
      {tally.kills, "kills"}, {tally.power_cuts, "power cuts"}, {tally.stops, "stops in good order"},
      {tally.recoveries, "recoveries"}, {tally.torn, "torn batches dropped"},
      {tally.segments, "segments rolled into"}, {tally.recycled, "of them in a recycled file"},
      {tally.snapshots, "snapshots made"}, {tally.from_snapshot, "recoveries from one"},
      {tally.faults, "faults of the disk"},
      {tally.failures, "engines that stopped after one"}, {tally.failed_starts, "starts that failed by one"},
      {tally.clock_steps, "steps of the wall clock"}, {tally.refusals, "starts refused since data is damaged"},
      {tally.unprovable, "losses that left no trace"}};
  std::string text;
  for (const auto& [count, what] : all) text += fmt::format("{:>15} {}\n", grouped(count), what);
  return text;
}

}  // namespace

Campaign run_campaign(const CampaignOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const double cpu_before = cpu_seconds();
  const unsigned threads =
      options.verbose ? 1 : std::max(1u, options.threads == 0 ? std::thread::hardware_concurrency() : options.threads);
  Runner runner(options);
  {
    std::vector<std::jthread> running;
    for (unsigned i = 1; i < threads; ++i) running.emplace_back([&] { runner.run(); });
    runner.run();
  }
  Campaign campaign = std::move(runner).result();
  campaign.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  campaign.cpu_seconds = cpu_seconds() - cpu_before;
  return campaign;
}

std::string report(const Campaign& campaign, const CampaignOptions& options) {
  std::string text = options.progress ? "\n" : "";
  for (const Finding& finding : campaign.violations) {
    const std::string plant = options.plant.empty() ? "" : " --plant " + options.plant;
    text += fmt::format(
        "VIOLATION with seed {0}: {1}\n  build/release/tests/simulate --first {0} --seeds 1{2} --verbose\n",
        finding.seed, finding.violation, plant);
  }
  text += figures(campaign.tally);
  const double life_seconds = static_cast<double>(campaign.tally.life_ns) / 1e9;
  const auto times_life = static_cast<std::uint64_t>(life_seconds / std::max(campaign.cpu_seconds, 1e-9));
  return text +
         fmt::format("simulate: {} seeds, {} violations, {} crashes, {:.0f} seeds/s, {} times faster than life\n",
                     grouped(campaign.seeds), grouped(campaign.violated),
                     grouped(campaign.tally.kills + campaign.tally.power_cuts),
                     static_cast<double>(campaign.seeds) / std::max(campaign.seconds, 1e-9), grouped(times_life));
}

}  // namespace doorbuster::simulation
