// Memory for the next orders.
#include "core/engine/memory_ahead.hpp"

#include <chrono>
#include <system_error>

namespace doorbuster::core {

void MemoryAhead::follow(const inventory::State& state) {
  if (state.position().value < next_look_) return;
  if (taking_.valid() && taking_.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return;
  next_look_ = state.position().value + events_between;
  const auto stretches = state.memory_ahead(orders_ahead);
  if (stretches.empty()) return;
  try {
    taking_ = std::async(std::launch::async, [stretches] { inventory::take_memory(stretches); });
  } catch (const std::system_error&) {
    // No thread to be had: the memory comes as it is touched.
  }
}

}  // namespace doorbuster::core
