// One run, from its opening to its audit.
#pragma once

#include <stop_token>

#include "loadtest/options.hpp"
#include "loadtest/result.hpp"
#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {

// Opens a sale, plays the promotion at it, audits what it sold through the API, and returns. Blocks; starts and joins
// its own threads. A stop request ends the load early; the audit still runs.
[[nodiscard]] LoadResult run_load(const LoadOptions& options, Watcher& watcher, std::stop_token stop = {});

}  // namespace doorbuster::loadtest
