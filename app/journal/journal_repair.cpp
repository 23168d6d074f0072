// doorbuster journal repair: shows what a repair would lose, asks, and carries it out.
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "app/console.hpp"
#include "app/journal/journal_actions.hpp"
#include "app/report.hpp"

namespace doorbuster::app {
namespace {

// Each round mends at least one segment; no journal needs more.
constexpr int rounds_most = 1'000;

std::string lost_text(const core::RepairPlan& plan) {
  if (plan.last_lost <= plan.last_kept) return "no event that is known of";
  const std::uint64_t first = plan.last_kept.value + 1;
  return fmt::format("{} events at least, {} to {}", plan.last_lost.value - plan.last_kept.value, first,
                     plan.last_lost.value);
}

void show(const core::RepairPlan& plan) {
  for (const std::string& finding : plan.findings) fmt::print("found        {}\n", finding);
  fmt::print("kept         events up to {}\nlost         {}\n", plan.last_kept.value, lost_text(plan));
  if (plan.header) {
    fmt::print("mended       the header of journal segment {}, whose batches tell what it was\n", plan.header->number);
  }
  if (plan.cut) {
    fmt::print("cut          the journal will end at offset {} of segment {}; a copy of that file is kept\n",
               plan.cut->offset, plan.cut->segment.number);
  }
  for (const std::string& name : plan.set_aside) fmt::print("set aside    {}, with .damaged after its name\n", name);
  if (plan.last_lost > plan.last_kept) {
    fmt::print("beware       positions and order ids after the cut will be given out again: whoever follows the\n"
               "             events must start over at {}, and buyers must be told of orders that were lost\n",
               plan.last_kept.value);
  }
  std::fflush(stdout);
}

bool confirmed() {
  fmt::print("Type yes to go on: ");
  std::fflush(stdout);
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

}  // namespace

ExitCode repair_journal(const std::string& directory, const inventory::Capacity& capacity, bool yes) {
  // Looked at first: opening it to write makes it where it isn't there, and leaves a lock's file in it.
  const auto looked_at = core::open_directory_read_only(directory);
  if (!looked_at) return report(looked_at.error());
  if (const auto there = core::expect_journal(**looked_at); !there) return report(there.error());
  const auto files = core::open_directory(directory, core::WriteEngine::pwritev2);
  if (!files) return report(files.error());
  for (int round = 0; round < rounds_most; ++round) {
    const auto plan = core::plan_repair(**files, capacity);
    if (!plan) return report(plan.error());
    if (plan->findings.empty()) {
      fmt::print("the journal is well{}\n", round == 0 ? "; there is nothing to repair" : "");
      return ExitCode::ok;
    }
    show(*plan);
    if (!yes && !confirmed()) {
      fmt::print("nothing was changed{}\n", round == 0 ? "" : " since the last repair");
      return ExitCode::journal_damaged;
    }
    if (const auto done = core::carry_out(**files, *plan); !done) return report(done.error());
    fmt::print("repaired\n\n");
  }
  complain("The journal needs more repairs than are done at once; start this again.");
  return ExitCode::journal_damaged;
}

}  // namespace doorbuster::app
