// What buyers want, and what they do with it.
#include "loadtest/promotion/crowd.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr double two_units = 0.1;
// Of those who don't pay in time.
constexpr double cancels = 0.3;
constexpr double pays_late = 0.2;
constexpr nanoseconds pause_min = milliseconds(50);
constexpr nanoseconds pause_max = milliseconds(1'500);

Intent draw_intent(Dice& dice, double pay) {
  if (dice.chance(pay)) return Intent::pay;
  const double other = dice.unit();
  if (other < cancels) return Intent::cancel;
  return other < cancels + pays_late ? Intent::pay_late : Intent::abandon;
}

}  // namespace

Plan Crowd::names() const {
  Plan plan;
  for (std::uint32_t i = 0; i < terms_.buyers; ++i) plan.buyers.push_back(fmt::format("buyer-{}", i + 1));
  for (std::uint32_t i = 0; i < terms_.skus; ++i) {
    plan.skus.push_back({.name = fmt::format("sku-{}", i + 1), .price = terms_.price + 100 * std::int64_t{i}});
  }
  return plan;
}

Arrival Crowd::arrival(nanoseconds due) {
  Arrival arrival;
  arrival.due = due;
  arrival.buyer = dice_.below(terms_.buyers);
  arrival.lines = {{.sku = wanted_sku(), .qty = 1}};
  arrival.intent = draw_intent(dice_, terms_.pay);
  arrival.pause = dice_.between(pause_min, pause_max);
  return arrival;
}

PlannedLines Crowd::lines(std::uint32_t wanted) {
  PlannedLines lines;
  for (std::uint32_t i = 0; i < wanted; ++i) {
    const PlannedLine line{.sku = wanted_sku(), .qty = dice_.chance(two_units) ? 2 : 1};
    const bool known = std::ranges::find(lines, line.sku, &PlannedLine::sku) != lines.end();
    if (!known) lines.push_back(line);
  }
  return lines;
}

}  // namespace doorbuster::loadtest
