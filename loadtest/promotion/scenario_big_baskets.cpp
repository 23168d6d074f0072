// big-baskets: orders of many lines, each taken whole or not at all.
#include <algorithm>

#include "loadtest/promotion/scenario.hpp"

namespace doorbuster::loadtest {
namespace {

Plan plan_of(Crowd& crowd, std::span<const std::chrono::nanoseconds> due) {
  Plan plan = crowd.names();
  const std::uint32_t lines_max = std::min<std::uint32_t>(lines_per_order_max, crowd.terms().skus);
  // A popular SKU is drawn more than once, so more is drawn than a basket has in the end.
  const auto drawn_max = 2 * lines_max;
  for (const std::chrono::nanoseconds moment : due) {
    Arrival arrival = crowd.arrival(moment);
    arrival.lines = crowd.lines(1 + crowd.dice().below(drawn_max));
    if (arrival.lines.size() > lines_max) arrival.lines.resize(lines_max);
    plan.arrivals.push_back(std::move(arrival));
  }
  return plan;
}

}  // namespace

Scenario big_baskets() {
  return {.note = {"big-baskets", "orders of up to 100 lines, all lines or none"},
          .skus = 200,
          .pay = 0.8,
          .stock_share = 0.4,
          .course = even_course,
          .plan = plan_of};
}

}  // namespace doorbuster::loadtest
