// Durations summed up: the percentiles that this program speaks of, and when there are enough samples for one.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace doorbuster::loadtest {

// One sample of `one_in` is slower. With fewer samples than that none is, and the figure would be the maximum's.
struct Percentile {
  std::string_view name;
  std::uint64_t one_in;

  [[nodiscard]] constexpr double share() const { return 1.0 - 1.0 / static_cast<double>(one_in); }
};

inline constexpr std::array percentiles = {
    Percentile{"p50", 2},       Percentile{"p75", 4},         Percentile{"p90", 10},          Percentile{"p99", 100},
    Percentile{"p99.9", 1'000}, Percentile{"p99.99", 10'000}, Percentile{"p99.999", 100'000},
};
// Their places in `percentiles`.
enum PercentilePlace : std::size_t { p50, p75, p90, p99, p999, p9999, p99999 };

struct Latency {
  std::uint64_t count = 0;
  // As in `percentiles`; absent: too few samples to tell.
  std::array<std::optional<std::chrono::nanoseconds>, percentiles.size()> at{};
  std::chrono::nanoseconds max{0};
};

// One point of the whole run's distributions: so much of all was not slower.
struct SpectrumPoint {
  double share = 0;  // 0 to 1
  std::chrono::nanoseconds order_latency{0}, service_time{0};
};

}  // namespace doorbuster::loadtest
