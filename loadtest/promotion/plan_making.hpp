// From options to a plan: reads the trace, or plays a scenario to a course.
#pragma once

#include "loadtest/options.hpp"
#include "loadtest/outcome.hpp"
#include "loadtest/promotion/plan.hpp"

namespace doorbuster::loadtest {

// A plan, and what it asks of its sale where the options say nothing.
struct PlanTerms {
  Plan plan;
  std::chrono::seconds hold{0};
  std::optional<double> stock_share;  // absent: `stock`
  std::int64_t stock = 0;
};

inline constexpr std::int64_t trace_hold_seconds = 900;
inline constexpr std::int64_t trace_stock = 1'000;
// Of a made-up promotion: this, or a quarter of its length if that is less.
inline constexpr std::int64_t made_up_hold_seconds = 5;

// Fails if the scenario, the rate or the stages are unknown or don't go together, or the trace can't be played.
// Numbers are within their bounds already.
[[nodiscard]] Outcome<PlanTerms> make_plan(const LoadOptions& options);

}  // namespace doorbuster::loadtest
