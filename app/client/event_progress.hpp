// How far somebody who follows events has come, told to whoever waits at a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace doorbuster::app {

// A line on stderr now and then while there is something to tell, and one at the end.
class EventProgress {
 public:
  // `who`: stands before each line; empty: there is only one.
  explicit EventProgress(std::string who = {}) : who_(std::move(who)) {}

  void took(std::size_t events, std::uint64_t position);
  void tell(std::uint64_t position);

 private:
  using Clock = std::chrono::steady_clock;

  std::string who_;
  std::size_t events_ = 0;
  Clock::time_point told_ = Clock::now();
};

}  // namespace doorbuster::app
