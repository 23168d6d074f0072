// retry-storm: clients that send the same key again and again, also at once over several connections, since they don't
// wait for the answer. One key never makes two orders, and every later answer is the first one's.
#include "loadtest/promotion/scenario.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr double sends_at_once = 0.5;
constexpr std::uint32_t copies_max = 3;
constexpr std::uint32_t repeats_max = 4;

Plan plan_of(Crowd& crowd, std::span<const std::chrono::nanoseconds> due) {
  Plan plan = crowd.names();
  Dice& dice = crowd.dice();
  for (const std::chrono::nanoseconds moment : due) {
    Arrival arrival = crowd.arrival(moment);
    if (dice.chance(sends_at_once)) arrival.copies = static_cast<std::uint8_t>(1 + dice.below(copies_max));
    arrival.repeats = static_cast<std::uint8_t>(1 + dice.below(repeats_max));
    plan.arrivals.push_back(arrival);
  }
  return plan;
}

}  // namespace

Scenario retry_storm() {
  return {.note = {"retry-storm", "each key is sent again and again, also at once over several connections"},
          .skus = 10,
          .pay = 0.8,
          .stock_share = 0.5,
          .course = even_course,
          .plan = plan_of};
}

}  // namespace doorbuster::loadtest
