// Holds a run's figures against the thresholds that were set for it.
#pragma once

#include <vector>

#include "loadtest/result.hpp"

namespace doorbuster::loadtest {

// One verdict for each threshold, in order.
[[nodiscard]] std::vector<ThresholdVerdict> judge_thresholds(const std::vector<Threshold>& thresholds,
                                                             const LoadResult& run);

}  // namespace doorbuster::loadtest
