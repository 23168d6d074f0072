// Figures that follow from a plan.
#include "loadtest/promotion/plan.hpp"

namespace doorbuster::loadtest {

std::vector<std::int64_t> demand_of(const Plan& plan) {
  std::vector<std::int64_t> demand(plan.skus.size(), 0);
  for (const Arrival& arrival : plan.arrivals) {
    for (const PlannedLine& line : arrival.lines) demand[line.sku] += line.qty;
  }
  return demand;
}

}  // namespace doorbuster::loadtest
