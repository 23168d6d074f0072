// Grammar and arithmetic of stages.
#include "loadtest/promotion/course.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace doorbuster::loadtest {
namespace {

using std::chrono::nanoseconds;

struct Unit {
  std::string_view name;
  double factor;
};
constexpr Unit rate_units[] = {{"", 1}, {"k", 1e3}, {"M", 1e6}};
constexpr Unit length_units[] = {{"ms", 1e6}, {"s", 1e9}, {"m", 60e9}};

// A number and its unit, with nothing before, between or after.
std::optional<double> read_quantity(std::string_view text, std::span<const Unit> units) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& [name, factor] : units) {
    if (unit == name) return number * factor;
  }
  return std::nullopt;
}

std::optional<double> read_rate(std::string_view text) {
  const std::optional<double> rate = read_quantity(text, rate_units);
  return rate && *rate <= rate_max ? rate : std::nullopt;
}

std::optional<Stage> read_stage(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const std::optional<double> length = read_quantity(text.substr(0, colon), length_units);
  if (!length || *length < 1 || *length > static_cast<double>(nanoseconds(stage_length_max).count())) {
    return std::nullopt;
  }
  const std::string_view rates = text.substr(colon + 1);
  const std::size_t dots = rates.find("..");
  const std::optional<double> from = read_rate(rates.substr(0, dots));
  const std::optional<double> to = dots == rates.npos ? from : read_rate(rates.substr(dots + 2));
  if (!from || !to) return std::nullopt;
  return Stage{.length = nanoseconds(static_cast<std::int64_t>(*length)), .from = *from, .to = *to};
}

double seconds_of(const Stage& stage) { return std::chrono::duration<double>(stage.length).count(); }
double orders_of(const Stage& stage) { return (stage.from + stage.to) / 2 * seconds_of(stage); }

// How long after a stage's start the rates have added up to `orders`: the root of (to - from)/2L t^2 + from t = orders,
// in the form that is exact for a stage without a ramp too.
double moment_of(const Stage& stage, double orders) {
  if (orders <= 0) return 0;
  const double slope = (stage.to - stage.from) / seconds_of(stage);
  return 2 * orders / (stage.from + std::sqrt(std::max(stage.from * stage.from + 2 * slope * orders, 0.0)));
}

}  // namespace

Outcome<double> parse_rate(std::string_view text) {
  const std::optional<double> rate = read_rate(text);
  if (rate && *rate > 0) return *rate;
  return Problem{
      fmt::format("\"{}\" is not a rate: give orders a second, at most 10M, such as 2500, 50k or 1.5M.", text)};
}

Outcome<std::vector<Stage>> parse_stages(std::string_view text) {
  std::vector<Stage> course;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    const std::string_view part = text.substr(from, end - from);
    const std::optional<Stage> stage = read_stage(part);
    if (!stage || course.size() == stages_max) {
      return Problem{
          fmt::format("\"{}\" is not a stage: give LENGTH:RATE or LENGTH:FROM..TO, parted by commas, such "
                      "as 5s:0..50k,30s:50k,10s:50k..0.",
                      part)};
    }
    course.push_back(*stage);
    from = end + 1;
  }
  return course;
}

double orders_of(std::span<const Stage> course) {
  double sum = 0;
  for (const Stage& stage : course) sum += orders_of(stage);
  return sum;
}

nanoseconds length_of(std::span<const Stage> course) {
  nanoseconds sum{0};
  for (const Stage& stage : course) sum += stage.length;
  return sum;
}

std::vector<nanoseconds> due_times(std::span<const Stage> course) {
  std::vector<nanoseconds> due;
  // A sum of shares may miss a whole number of orders by a rounding error.
  const double all = std::floor(orders_of(course) + 1e-6);
  due.reserve(static_cast<std::size_t>(all));
  double before = 0;  // orders of the stages before
  nanoseconds begun{0};
  for (const Stage& stage : course) {
    const double until = before + orders_of(stage);
    while (static_cast<double>(due.size()) < std::min(until, all)) {
      const std::chrono::duration<double> moment(moment_of(stage, static_cast<double>(due.size()) - before));
      due.push_back(begun + std::min(std::chrono::duration_cast<nanoseconds>(moment), stage.length));
    }
    before = until;
    begun += stage.length;
  }
  return due;
}

}  // namespace doorbuster::loadtest
