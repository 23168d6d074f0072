// One step of one order, at its time: what the load has to do next.
#pragma once

#include <chrono>
#include <cstdint>

namespace doorbuster::loadtest {

using Clock = std::chrono::steady_clock;

enum class Step : std::uint8_t {
  place,         // the order, or a knock again after "sold out"
  place_again,   // a further click of a buyer who has won
  settle,        // pay or cancel
  change_stock,
  read,
};

struct Task {
  Clock::time_point due;       // when to send
  Clock::time_point intended;  // when it was first to be sent: the same at every retry
  std::uint32_t subject = 0;   // index of the arrival, the stock change or the read
  Step step = Step::place;
  bool is_copy = false;        // place: goes out beside the same request
  std::uint8_t knock = 0;      // how often "sold out" has been answered already
  std::uint8_t repeat = 0;     // place_again: how often the key was sent again before
  std::uint16_t attempt = 0;   // how often this step has failed already
};

}  // namespace doorbuster::loadtest
