// SIGTERM and SIGINT as things to wait for instead of things that happen in the middle of others.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string_view>
#include <thread>

namespace doorbuster::app {

// Make one before any other thread starts: from then on no thread of the process is interrupted by these signals.
// They stay blocked when it is gone. Also ignores SIGPIPE.
class StopSignals {
 public:
  StopSignals();

  // The name of the signal that came, at once if it has come already; nothing if none came within `patience`.
  [[nodiscard]] std::optional<std::string_view> wait(std::chrono::milliseconds patience);
};

// Turns the first such signal into a stop request; a second one ends the process at once, as it would have without
// this. Make it before any other thread starts.
class StopOnSignal {
 public:
  StopOnSignal();
  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

 private:
  StopSignals signals_;
  std::stop_source stop_;
  std::jthread waiter_;
};

}  // namespace doorbuster::app
