// Inside core only: has the memory taken that the next orders will need, while the engine decides. A huge page that
// is touched for the first time is zeroed by the kernel, and in a virtual machine often fetched from its host before:
// some milliseconds in which the one thread that decides would stand still.
#pragma once

#include <future>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

// One for a state that is being written. The engine's thread; must end before the state does.
class MemoryAhead {
 public:
  // Between rounds: sees to it that there is memory for orders_ahead orders, beside the caller if some has to be taken.
  void follow(const inventory::State& state);

 private:
  // At a million orders a second a tenth of a second's; about 25 MB.
  static constexpr std::uint32_t orders_ahead = 131'072;
  // So often it is looked at: the orders in between are those that have memory already.
  static constexpr std::uint64_t events_between = orders_ahead / 4;

  std::uint64_t next_look_ = 0;  // at this position
  std::future<void> taking_;     // its end waits for the thread's
};

}  // namespace doorbuster::core
