// The promotion made up from a seed: a quiet start, an opening spike, then decay; few SKUs that most want; buyers who
// click twice, knock again, pay in time, late or never, and cancel.
#pragma once

#include "loadtest/loadtest.hpp"
#include "loadtest/plan.hpp"

namespace doorbuster::loadtest {

// Shares of the promotion's length and of its orders.
inline constexpr double quiet_length = 0.2, quiet_orders = 0.05;
inline constexpr double spike_length = 0.1, spike_orders = 0.6;

// Who pays when nothing else is said.
inline constexpr double synthetic_pay_share = 0.8;

// `pay` is the share of winners who pay in time. SKU k costs `price` + 100 k minor units.
[[nodiscard]] Plan synthetic_plan(const SyntheticOptions& options, double pay, std::int64_t price);

}  // namespace doorbuster::loadtest
