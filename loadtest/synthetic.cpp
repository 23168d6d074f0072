// Draws arrivals one by one; all chance comes from one Dice, so equal options give equal plans.
#include "loadtest/synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "loadtest/dice.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr double several_lines = 0.1;
constexpr std::uint32_t several_lines_max = 3;
constexpr double two_units = 0.1;
constexpr double double_clicks = 0.1;
constexpr double knocks_again = 0.3;
constexpr std::uint32_t knocks_max = 3;
// Of those who don't pay in time.
constexpr double cancels = 0.3;
constexpr double pays_late = 0.2;
constexpr nanoseconds pause_min = milliseconds(50);
constexpr nanoseconds pause_max = milliseconds(1'500);
// The decay's rate falls to 1/e in this share of what is left after the spike.
constexpr double decay_length = 0.3;

// The moment of one arrival, as a share of the promotion's length.
double moment(Dice& dice) {
  const double phase = dice.unit();
  const double within = dice.unit();
  if (phase < quiet_orders) return quiet_length * within;
  if (phase < quiet_orders + spike_orders) return quiet_length + spike_length * within;
  // An exponential, cut off at the promotion's end.
  const double cut = 1.0 - std::exp(-1.0 / decay_length);
  const double decayed = -decay_length * std::log(1.0 - within * cut);
  return quiet_length + spike_length + (1.0 - quiet_length - spike_length) * decayed;
}

std::vector<PlannedLine> draw_lines(Dice& dice, const Zipf& popularity) {
  std::vector<PlannedLine> lines;
  const std::uint32_t wanted = dice.chance(several_lines) ? 2 + dice.below(several_lines_max - 1) : 1;
  for (std::uint32_t i = 0; i < wanted; ++i) {
    const PlannedLine line{.sku = popularity.draw(dice), .qty = dice.chance(two_units) ? 2 : 1};
    const bool known = std::ranges::find(lines, line.sku, &PlannedLine::sku) != lines.end();
    if (!known) lines.push_back(line);
  }
  return lines;
}

Intent draw_intent(Dice& dice, double pay) {
  if (dice.chance(pay)) return Intent::pay;
  const double other = dice.unit();
  if (other < cancels) return Intent::cancel;
  return other < cancels + pays_late ? Intent::pay_late : Intent::abandon;
}

Arrival draw_arrival(Dice& dice, const Zipf& popularity, const SyntheticOptions& options, double pay) {
  Arrival arrival;
  const double length = static_cast<double>(nanoseconds(options.length).count());
  arrival.due = nanoseconds(static_cast<std::int64_t>(moment(dice) * length));
  arrival.buyer = dice.below(options.buyers);
  arrival.lines = draw_lines(dice, popularity);
  arrival.intent = draw_intent(dice, pay);
  arrival.pause = dice.between(pause_min, pause_max);
  arrival.double_clicks = dice.chance(double_clicks);
  if (dice.chance(knocks_again)) arrival.knocks = static_cast<std::uint8_t>(1 + dice.below(knocks_max));
  return arrival;
}

}  // namespace

Plan synthetic_plan(const SyntheticOptions& options, double pay, std::int64_t price) {
  Dice dice(options.seed);
  const Zipf popularity(options.skus, options.skew);
  Plan plan;
  for (std::uint32_t i = 0; i < options.buyers; ++i) plan.buyers.push_back(fmt::format("buyer-{}", i + 1));
  for (std::uint32_t i = 0; i < options.skus; ++i) {
    plan.skus.push_back({.name = fmt::format("sku-{}", i + 1), .price = price + 100 * std::int64_t{i}});
  }
  for (std::uint32_t i = 0; i < options.orders; ++i) {
    plan.arrivals.push_back(draw_arrival(dice, popularity, options, pay));
  }
  std::ranges::stable_sort(plan.arrivals, {}, &Arrival::due);
  return plan;
}

}  // namespace doorbuster::loadtest
