// Turns a trace's rows into a plan. Rows of one invoice are one order, which comes when its first row does.
//   cancel rows      the buyer's latest earlier order with that SKU is cancelled at the row's time: whole, since the
//                    contract cancels whole orders only
//   stockadjust rows units come or go at the row's time
//   nonproduct rows  are left out
// What can't be played as it stands is split or left out, counted, and said in the plan's notes.
#pragma once

#include <span>

#include "loadtest/promotion/plan.hpp"
#include "loadtest/promotion/trace.hpp"

namespace doorbuster::loadtest {

struct TracePlanOptions {
  double speed = 1.0;
  std::uint64_t orders_max = 0;  // 0: all
  double pay = 1.0;              // share of winners who pay, of those whose order is not cancelled
  std::int64_t price = 0;        // of every SKU, in minor units
  std::uint64_t seed = 1;        // who pays, and after what pause
};

[[nodiscard]] Plan plan_from_trace(std::span<const TraceRow> rows, const TracePlanOptions& options);

}  // namespace doorbuster::loadtest
