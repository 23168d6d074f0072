// How bounds on the figures of a run are written, such as p99<5ms,errors<0.1%.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "loadtest/outcome.hpp"
#include "loadtest/thresholds.hpp"

namespace doorbuster::loadtest {

inline constexpr std::size_t thresholds_max = 100;

// One or more, with commas between them: FIGURE OPERATOR NUMBER[UNIT], where OPERATOR is < <= > or >=.
[[nodiscard]] Outcome<std::vector<Threshold>> parse_thresholds(std::string_view text);

// For help: the figures that may be bounded, one line for each kind, with the units that it takes.
[[nodiscard]] std::string threshold_help();

}  // namespace doorbuster::loadtest
