// Shows how far the replay of a journal has come: on a terminal one line that is updated in place, else a line now
// and then.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>

#include "core/core.hpp"

namespace doorbuster::app {

class RecoveryProgressLine {
 public:
  // Writes to `out`; asks it whether it is a terminal.
  explicit RecoveryProgressLine(std::FILE* out);

  void show(const core::RecoveryProgress& progress);
  // Wipes the line that show() left on a terminal.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  std::FILE* out_;
  bool terminal_;
  bool shown_ = false;
  core::RecoveryStage stage_ = core::RecoveryStage::snapshot;
  Clock::time_point started_;  // the stage
  Clock::time_point next_line_;
};

// "40 % of 812.0 MB, 1234567 events, 1.9 million events/s, 1 s left". `seconds`: since the stage began.
[[nodiscard]] std::string progress_text(const core::RecoveryProgress& progress, double seconds);
// "123456 events, 12.3 MB in 0.40 s (0.3 million events/s)"
[[nodiscard]] std::string recovered_text(const core::Recovered& recovered);

}  // namespace doorbuster::app
