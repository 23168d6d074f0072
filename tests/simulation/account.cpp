// Sums of counts, and lines with the simulated time before them.
#include "tests/simulation/account.hpp"

#include <algorithm>
#include <cstring>

namespace doorbuster::simulation {

Tally& Tally::operator+=(const Tally& other) {
  commands += other.commands;
  queries += other.queries;
  refused_early += other.refused_early;
  answered += other.answered;
  unknown += other.unknown;
  events += other.events;
  kills += other.kills;
  power_cuts += other.power_cuts;
  failures += other.failures;
  stops += other.stops;
  recoveries += other.recoveries;
  failed_starts += other.failed_starts;
  refusals += other.refusals;
  unprovable += other.unprovable;
  torn += other.torn;
  segments += other.segments;
  recycled += other.recycled;
  snapshots += other.snapshots;
  from_snapshot += other.from_snapshot;
  faults += other.faults;
  clock_steps += other.clock_steps;
  life_ns += other.life_ns;
  return *this;
}

void Account::add(std::string_view text) {
  for (std::uint64_t word = 0; !text.empty(); text.remove_prefix(std::min(text.size(), sizeof word))) {
    std::memcpy(&word, text.data(), std::min(text.size(), sizeof word));
    add(word);
  }
}

void Account::say(std::int64_t life_ns, const std::string& text) {
  fmt::print("{:14.6f}s  {}\n", static_cast<double>(life_ns) / 1e9, text);
}

}  // namespace doorbuster::simulation
