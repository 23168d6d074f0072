// The made-up promotions by name: who comes, and when if no rate is given. Each is a file of its own.
#pragma once

#include <string_view>
#include <vector>

#include "loadtest/options.hpp"
#include "loadtest/promotion/course.hpp"
#include "loadtest/promotion/crowd.hpp"
#include "loadtest/promotion/plan.hpp"

namespace doorbuster::loadtest {

// How much there is to play.
struct Extent {
  double orders = 0;
  std::chrono::nanoseconds length{0};
  std::chrono::seconds hold{0};
};

struct Scenario {
  ScenarioNote note;
  // Where nothing else is asked for:
  std::uint32_t skus;
  double pay;          // share of winners who pay in time
  double stock_share;  // of the demand for each SKU
  // When orders come, of about the extent's number and length.
  std::vector<Stage> (*course)(const Extent& extent);
  // One arrival for each of `due`, which ascend and are at least one.
  Plan (*plan)(Crowd& crowd, std::span<const std::chrono::nanoseconds> due);
};

// The same rate all the time.
[[nodiscard]] std::vector<Stage> even_course(const Extent& extent);

[[nodiscard]] Scenario double11();
[[nodiscard]] Scenario hot_sku();
[[nodiscard]] Scenario retry_storm();
[[nodiscard]] Scenario losers();
[[nodiscard]] Scenario big_baskets();

inline constexpr std::string_view usual_scenario = "double11";
inline constexpr std::string_view trace_scenario = "trace";

// Absent: there is none of that name that is made up.
[[nodiscard]] std::optional<Scenario> find_scenario(std::string_view name);

}  // namespace doorbuster::loadtest
