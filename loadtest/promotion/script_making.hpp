// From options to a script: checks them, and names the run and its terms.
#pragma once

#include "loadtest/options.hpp"
#include "loadtest/outcome.hpp"
#include "loadtest/promotion/script.hpp"

namespace doorbuster::loadtest {

// Bounds of what may be asked for.
inline constexpr unsigned threads_max = 64;
inline constexpr unsigned connections_max = 4'096;
inline constexpr unsigned pipeline_max = 64;
inline constexpr std::chrono::seconds length_max{604'800};  // of --length, --timeout, --patience, --duration-limit
inline constexpr double skew_max = 5.0;
inline constexpr std::int64_t stock_max = 1'000'000'000'000;
inline constexpr std::int64_t hold_seconds_max = 604'800;

// Says which option is out of bounds, by its flag.
[[nodiscard]] Outcome<void> check_options(const LoadOptions& options);
// `options` are checked.
[[nodiscard]] Outcome<Script> make_script(const LoadOptions& options);

}  // namespace doorbuster::loadtest
