// What the live view of a run says, line by line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "loadtest/watcher.hpp"

namespace doorbuster::loadtest {

// Rates of the seconds up to now, for their sparklines: not more than a terminal is wide.
class RateHistory {
 public:
  void add(const Progress& progress);
  [[nodiscard]] const std::vector<double>& offered() const { return offered_; }
  [[nodiscard]] const std::vector<double>& answered() const { return answered_; }

 private:
  std::vector<double> offered_, answered_;
};

// Most important first, none wider than `columns`.
[[nodiscard]] std::vector<std::string> live_lines(const Progress& progress, const RateHistory& history,
                                                  std::size_t columns);

}  // namespace doorbuster::loadtest
