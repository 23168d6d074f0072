// double11: people look around before the opening; then most of them order at once, and stock sells out. What was won
// and neither paid nor cancelled comes back when the holds end, and a second wave sells that out.
#include <algorithm>

#include "loadtest/promotion/scenario.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::nanoseconds;

// The course: shares of the promotion's length and of its orders.
constexpr double preheat_length = 0.2, preheat_orders = 0.05;
constexpr double spike_length = 0.1, spike_orders = 0.5;
constexpr double decay_orders = 0.15;
constexpr double return_length = 0.1, return_orders = 0.2;
constexpr double tail_orders = 1 - preheat_orders - spike_orders - decay_orders - return_orders;
// The second wave begins when the spike's holds end, but not outside of these.
constexpr double return_earliest = 0.35, return_latest = 0.8;

// How many look before the opening, for each who orders.
constexpr double reads_per_order = 0.5;
constexpr double reads_of_the_sale = 0.2;

constexpr double several_lines = 0.1;
constexpr std::uint32_t several_lines_max = 3;
constexpr double clicks_twice = 0.1;
constexpr double knocks_again = 0.3;
constexpr std::uint32_t knocks_max = 3;

std::vector<Stage> course_of(const Extent& extent) {
  const double length = std::chrono::duration<double>(extent.length).count();
  const double spike_end = preheat_length + spike_length;
  const double holds_end = preheat_length + std::chrono::duration<double>(extent.hold).count() / length;
  const double second_wave = std::clamp(holds_end, return_earliest, return_latest);
  const auto stage = [&](double share_of_length, double share_of_orders, double from, double to) {
    const nanoseconds lasts(static_cast<std::int64_t>(share_of_length * length * 1e9));
    const double mean = share_of_orders * extent.orders / std::chrono::duration<double>(lasts).count();
    return Stage{.length = lasts, .from = from * mean, .to = to * mean};
  };
  return {stage(preheat_length, preheat_orders, 1, 1), stage(spike_length, spike_orders, 1, 1),
          stage(second_wave - spike_end, decay_orders, 2, 0), stage(return_length, return_orders, 1, 1),
          stage(1 - second_wave - return_length, tail_orders, 2, 0)};
}

Arrival draw_arrival(Crowd& crowd, nanoseconds due) {
  Arrival arrival = crowd.arrival(due);
  Dice& dice = crowd.dice();
  arrival.lines = crowd.lines(dice.chance(several_lines) ? 2 + dice.below(several_lines_max - 1) : 1);
  if (dice.chance(clicks_twice)) arrival.repeats = 1;
  if (dice.chance(knocks_again)) arrival.knocks = static_cast<std::uint8_t>(1 + dice.below(knocks_max));
  return arrival;
}

Plan plan_of(Crowd& crowd, std::span<const nanoseconds> due) {
  Plan plan = crowd.names();
  for (const nanoseconds moment : due) plan.arrivals.push_back(draw_arrival(crowd, moment));
  const auto reads = static_cast<std::int64_t>(reads_per_order * static_cast<double>(due.size()));
  const double preheat = preheat_length * static_cast<double>(due.back().count());
  for (std::int64_t i = 0; i < reads; ++i) {
    Read read{
        .due = nanoseconds(static_cast<std::int64_t>(preheat * static_cast<double>(i) / static_cast<double>(reads))),
        .sku = std::nullopt};
    if (!crowd.dice().chance(reads_of_the_sale)) read.sku = crowd.wanted_sku();
    plan.reads.push_back(read);
  }
  return plan;
}

}  // namespace

Scenario double11() {
  return {.note = {"double11", "preheat, opening spike, sell-out, holds that end, a second sell-out of what came back"},
          .skus = 10,
          .pay = 0.8,
          .stock_share = 0.5,
          .course = course_of,
          .plan = plan_of};
}

}  // namespace doorbuster::loadtest
