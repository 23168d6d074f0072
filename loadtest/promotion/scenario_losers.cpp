// losers: the stock is gone at once, and nearly everybody who comes is turned away: most of a flash sale's traffic.
#include "loadtest/promotion/scenario.hpp"

namespace doorbuster::loadtest {
namespace {

Plan plan_of(Crowd& crowd, std::span<const std::chrono::nanoseconds> due) {
  Plan plan = crowd.names();
  for (const std::chrono::nanoseconds moment : due) plan.arrivals.push_back(crowd.arrival(moment));
  return plan;
}

}  // namespace

Scenario losers() {
  return {.note = {"losers", "stock for one in a hundred: 99 % of the orders come after it has sold out"},
          .skus = 10,
          .pay = 1.0,
          .stock_share = 0.01,
          .course = even_course,
          .plan = plan_of};
}

}  // namespace doorbuster::loadtest
