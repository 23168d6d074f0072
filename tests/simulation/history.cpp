// The log of decisions, and the twin made anew from it.
#include "tests/simulation/history.hpp"

#include <algorithm>

namespace doorbuster::simulation {

using namespace inventory;

twin::Outcome History::decide(const Command& command, Instant now) {
  auto outcome = twin_.execute(command, now);
  if (!outcome.events.empty()) kept_.push_back({command, now, position() + outcome.events.size()});
  return outcome;
}

std::vector<Event> History::end_holds(Instant now) {
  auto events = twin_.sweep(now);
  if (!events.empty()) kept_.push_back({twin::Sweep{}, now, position() + events.size()});
  return events;
}

Answer History::ask(const Query& query, Instant now) { return twin_.ask(query, now); }

bool History::rewind(std::uint64_t to) {
  if (to == position()) return true;
  const auto after = [](std::uint64_t wanted, const Kept& kept) { return wanted < kept.position; };
  kept_.erase(std::upper_bound(kept_.begin(), kept_.end(), to, after), kept_.end());
  if (to != position()) return false;
  twin_ = {};
  for (const Kept& kept : kept_) {
    if (const auto* command = std::get_if<Command>(&kept.action)) (void)twin_.execute(*command, kept.at);
    else (void)twin_.sweep(kept.at);
  }
  return true;
}

}  // namespace doorbuster::simulation
