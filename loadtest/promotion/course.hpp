// How many orders come when: rates over time, stage after stage, and the moments that follow from them. Open loop: the
// moments are fixed before the first order is sent.
#pragma once

#include <chrono>
#include <span>
#include <string_view>
#include <vector>

#include "loadtest/outcome.hpp"

namespace doorbuster::loadtest {

inline constexpr double rate_max = 10'000'000;  // orders a second
inline constexpr std::size_t stages_max = 1'000;
inline constexpr std::chrono::hours stage_length_max{24};

// The rate goes evenly from its first value to its last.
struct Stage {
  std::chrono::nanoseconds length{0};  // above 0
  double from = 0, to = 0;             // orders a second, 0 to rate_max
  bool operator==(const Stage&) const = default;
};

// "2500", "50k", "1.5M": orders a second, above 0.
[[nodiscard]] Outcome<double> parse_rate(std::string_view text);
// Stages parted by commas, each LENGTH:RATE or LENGTH:FROM..TO with a LENGTH such as 500ms, 10s or 2m:
// "5s:0..50k,30s:50k,10s:50k..0".
[[nodiscard]] Outcome<std::vector<Stage>> parse_stages(std::string_view text);

// How many orders come in all of the stages.
[[nodiscard]] double orders_of(std::span<const Stage> course);
// When each of them is due, since the course began: order k as soon as the rates have added up to k.
[[nodiscard]] std::vector<std::chrono::nanoseconds> due_times(std::span<const Stage> course);

[[nodiscard]] std::chrono::nanoseconds length_of(std::span<const Stage> course);

}  // namespace doorbuster::loadtest
