// One parse for each different body.
#include "loadtest/contract/refusals.hpp"

#include <algorithm>

#include "loadtest/contract/wire.hpp"

namespace doorbuster::loadtest {

Outcome<Refusal> Refusals::parse(std::string_view body) {
  const Outcome<ProblemView> problem = read_problem(body);
  if (!problem) return problem.error();
  Refusal refusal{.reason = reasons_.number_of(problem->code),
                  .is_sold_out = problem->code == "sold_out",
                  .sku = no_sku,
                  .order_status = status_of(problem->order_status)};
  const auto sku = std::ranges::find(sku_ids_, problem->sku);
  if (sku != sku_ids_.end()) refusal.sku = static_cast<std::uint16_t>(sku - sku_ids_.begin());
  return refusal;
}

Outcome<Refusal> Refusals::read(std::string_view body) {
  if (const auto known = known_.find(body); known != known_.end()) return known->second;
  const Outcome<Refusal> refusal = parse(body);
  if (refusal && known_.size() < remembered_max) known_.emplace(std::string(body), *refusal);
  return refusal;
}

}  // namespace doorbuster::loadtest
