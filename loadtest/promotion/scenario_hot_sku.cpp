// hot-sku: everybody wants the same thing, and there is little of it; who is turned away knocks again.
#include "loadtest/promotion/scenario.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr double knocks_again = 0.3;
constexpr std::uint32_t knocks_max = 3;

Plan plan_of(Crowd& crowd, std::span<const std::chrono::nanoseconds> due) {
  Plan plan = crowd.names();
  for (const std::chrono::nanoseconds moment : due) {
    Arrival arrival = crowd.arrival(moment);
    arrival.lines.front().sku = 0;
    if (crowd.dice().chance(knocks_again)) {
      arrival.knocks = static_cast<std::uint8_t>(1 + crowd.dice().below(knocks_max));
    }
    plan.arrivals.push_back(arrival);
  }
  return plan;
}

}  // namespace

Scenario hot_sku() {
  return {.note = {"hot-sku", "one SKU that everybody wants, in stock for one in ten"},
          .skus = 1,
          .pay = 0.8,
          .stock_share = 0.1,
          .course = even_course,
          .plan = plan_of};
}

}  // namespace doorbuster::loadtest
