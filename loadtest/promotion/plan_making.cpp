// The course says when, the scenario says what.
#include "loadtest/promotion/plan_making.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "loadtest/promotion/scenario.hpp"
#include "loadtest/promotion/trace.hpp"
#include "loadtest/promotion/trace_plan.hpp"

namespace doorbuster::loadtest {
namespace {

constexpr std::chrono::hours trace_length_max{24 * 3'653};

// Buyers in a crowd, for each order.
constexpr double buyers_per_order = 0.6;

Outcome<PlanTerms> plan_trace(const LoadOptions& options) {
  const Outcome<std::vector<TraceRow>> rows = read_trace(options.trace);
  if (!rows) return rows.error();
  const double seconds = (rows->back().t - rows->front().t) / options.speed;
  if (!(seconds <= std::chrono::duration<double>(trace_length_max).count())) {
    return Problem{fmt::format("{} would be played for {:.3g} s, which is over ten years: choose a higher --speed.",
                               options.trace, seconds)};
  }
  Plan plan = plan_from_trace(*rows, {.speed = options.speed,
                                      .orders_max = options.trace_orders_max,
                                      .pay = options.pay.value_or(1.0),
                                      .price = options.price,
                                      .seed = options.synthetic.seed});
  if (plan.arrivals.empty()) return Problem{fmt::format("{} has no order that could be played.", options.trace)};
  if (plan.arrivals.size() > arrivals_max) {
    return Problem{fmt::format("{} has {} orders; at most {} can be played: use --trace-orders-max.", options.trace,
                               plan.arrivals.size(), arrivals_max)};
  }
  return PlanTerms{.plan = std::move(plan),
                   .hold = std::chrono::seconds(trace_hold_seconds),
                   .stock_share = std::nullopt,
                   .stock = trace_stock};
}

// The rates that were asked for; empty: none were, and the scenario's own course is played.
Outcome<std::vector<Stage>> asked_course(const LoadOptions& options) {
  if (!options.stages.empty()) return parse_stages(options.stages);
  if (options.rate.empty()) return std::vector<Stage>();
  const Outcome<double> rate = parse_rate(options.rate);
  if (!rate) return rate.error();
  return std::vector<Stage>{{.length = options.synthetic.length, .from = *rate, .to = *rate}};
}

std::chrono::seconds usual_hold(std::chrono::nanoseconds length) {
  const auto quarter = std::chrono::duration_cast<std::chrono::seconds>(length).count() / 4;
  return std::chrono::seconds(std::clamp<std::int64_t>(quarter, 1, made_up_hold_seconds));
}

Outcome<PlanTerms> plan_scenario(const LoadOptions& options, const Scenario& scenario) {
  Outcome<std::vector<Stage>> course = asked_course(options);
  if (!course) return course.error();
  const std::chrono::nanoseconds length = course->empty() ? options.synthetic.length : length_of(*course);
  const std::chrono::seconds hold =
      options.hold_seconds ? std::chrono::seconds(*options.hold_seconds) : usual_hold(length);
  const SyntheticOptions& made_up = options.synthetic;
  if (course->empty()) *course = scenario.course({.orders = 1.0 * made_up.orders, .length = length, .hold = hold});

  const double orders = orders_of(*course);
  if (orders < 1 || orders > arrivals_max) {
    return Problem{
        fmt::format("That would be {:.0f} orders; a load has 1 to {}: choose another rate, stages or "
                    "--length.",
                    orders, arrivals_max)};
  }
  const auto buyers = static_cast<std::uint32_t>(std::lround(buyers_per_order * orders));
  Crowd crowd({.seed = made_up.seed,
               .buyers = made_up.buyers.value_or(std::max(buyers, 1u)),
               .skus = made_up.skus.value_or(scenario.skus),
               .skew = made_up.skew,
               .pay = options.pay.value_or(scenario.pay),
               .price = options.price});
  return PlanTerms{
      .plan = scenario.plan(crowd, due_times(*course)), .hold = hold, .stock_share = scenario.stock_share, .stock = 0};
}

std::string known_scenarios() {
  std::string names;
  for (const ScenarioNote& note : scenarios()) names += (names.empty() ? "" : ", ") + std::string(note.name);
  return names;
}

}  // namespace

Outcome<PlanTerms> make_plan(const LoadOptions& options) {
  const bool made_up_alone = !options.rate.empty() || !options.stages.empty();
  const std::string_view usual = options.trace.empty() ? usual_scenario : trace_scenario;
  const std::string_view name = options.scenario.empty() ? usual : std::string_view(options.scenario);
  if (!options.rate.empty() && !options.stages.empty()) {
    return Problem{"--rate and --stages both say when orders come: leave one out."};
  }
  if (name == trace_scenario) {
    if (options.trace.empty()) return Problem{"The scenario trace plays a file: name it with --trace."};
    if (made_up_alone) return Problem{"A trace says by itself when orders come: use --speed, not --rate or --stages."};
    return plan_trace(options);
  }
  const std::optional<Scenario> scenario = find_scenario(name);
  if (!scenario) {
    return Problem{fmt::format("There is no scenario \"{}\": choose one of {}.", name, known_scenarios())};
  }
  if (!options.trace.empty()) return Problem{fmt::format("The scenario {} is made up: leave --trace out.", name)};
  return plan_scenario(options, *scenario);
}

}  // namespace doorbuster::loadtest
