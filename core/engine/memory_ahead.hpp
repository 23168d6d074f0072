// Inside core only: has the memory taken that the next orders will need, while the engine decides. A huge page that
// is touched for the first time is zeroed by the kernel, and in a virtual machine often fetched from its host before:
// some milliseconds in which the one thread that decides would stand still.
#pragma once

#include <atomic>
#include <thread>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

// One for a state that is being written. The engine's thread; must end before the state does.
class MemoryAhead {
 public:
  // There is to be memory for as many orders as `orders` before they come.
  explicit MemoryAhead(std::uint32_t orders) : orders_(orders), events_between_(orders / 4) {}
  // Waits for no more than a piece.
  ~MemoryAhead() = default;
  MemoryAhead(const MemoryAhead&) = delete;
  MemoryAhead& operator=(const MemoryAhead&) = delete;

  // Between rounds: sees to it that there is, beside the caller if some has to be taken.
  void follow(const inventory::State& state);

 private:
  // Taken at once, of all tables: about 25 MB. The first orders to come have theirs first.
  static constexpr std::uint32_t orders_a_piece = 131'072;

  void take(const inventory::TableStretches& stretches);

  const std::uint32_t orders_;
  const std::uint64_t events_between_;  // looks: the orders in between are those that have memory already
  std::uint64_t next_look_ = 0;         // at this position
  std::atomic<bool> taking_{false};
  std::jthread thread_;
};

}  // namespace doorbuster::core
