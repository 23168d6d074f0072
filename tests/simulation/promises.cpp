// Keys that were accepted, asked once more.
#include "tests/simulation/promises.hpp"

#include <algorithm>

#include "tests/inventory/twin/describe.hpp"
#include "tests/simulation/violation.hpp"

namespace doorbuster::simulation {

using namespace inventory;

void Promises::made(const core::Request& request, const Answer& answer) {
  position_ = std::max({position_, answer.depends_on.value});
  const auto* command = std::get_if<Command>(&request);
  if (!command || std::holds_alternative<Rejection>(answer.body) || answer.met == Met::replayed) return;
  const bool has_key = std::holds_alternative<PlaceOrder>(*command) || std::holds_alternative<AdjustStock>(*command);
  if (has_key) accepted_.push_back({*command, answer.record.value});
}

void Promises::forget_after(std::uint64_t position) {
  position_ = std::min(position_, position);
  std::erase_if(accepted_, [&](const Accepted& accepted) { return accepted.record > position; });
}

void Promises::check_keys(const State& state, Instant now) const {
  for (const Accepted& accepted : accepted_) {
    const Decision again = decide(state, accepted.command, now);
    const bool same = again.met == Met::replayed && again.events.empty() && !again.rejection &&
                      answer(state, accepted.command, again, now).record.value == accepted.record;
    demand(same, "asked once more, what was accepted at {} is not the same: {}", accepted.record,
           twin::describe(accepted.command));
  }
}

}  // namespace doorbuster::simulation
