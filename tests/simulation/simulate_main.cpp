// The simulator's command line.
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "tests/simulation/campaign.hpp"

namespace {

// Runs make and drop the same few large buffers again and again: keep their memory.
void keep_large_memory() {
  constexpr int kept_bytes = 32 << 20;  // the most that mallopt() takes
  mallopt(M_MMAP_THRESHOLD, kept_bytes);
  mallopt(M_TRIM_THRESHOLD, kept_bytes);
}

std::string known_plants() {
  std::string text = "Planted bugs that can be asked for:";
  for (const auto& plant : doorbuster::simulation::plants()) {
    text += fmt::format("\n  {:18} {}", plant.name, plant.what);
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace doorbuster::simulation;
  CampaignOptions options;
  CLI::App app("Runs the real engine on a simulated disk and clock, one run for each seed, and holds it against all "
               "that it promises. Exit code 1: a promise was broken.", "simulate");
  app.footer(known_plants());
  app.add_option("--seeds", options.seeds, "How many runs")->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--first", options.first, "The first one's seed; the others follow")->capture_default_str();
  app.add_option("--threads", options.threads, "How many runs at once; 0: one for each core")->capture_default_str();
  app.add_option("--plant", options.plant, "Plant a bug, which is to be found")->check([](const std::string& name) {
    return make_plant(name) ? std::string() : "there is no planted bug of that name";
  });
  app.add_flag("--verbose", options.verbose, "Tell each run's story");
  CLI11_PARSE(app, argc, argv);

  keep_large_memory();
  options.progress = !options.verbose && isatty(STDERR_FILENO) == 1;
  const Campaign campaign = run_campaign(options);
  fmt::print("{}", report(campaign, options));
  return campaign.violated == 0 ? 0 : 1;
}
