// Memory for the next orders.
#include "core/engine/memory_ahead.hpp"

#include <stop_token>
#include <system_error>

namespace doorbuster::core {
namespace {

// Of each the part from i/parts to (i + 1)/parts.
inventory::TableStretches part_of(const inventory::TableStretches& stretches, std::size_t i, std::size_t parts) {
  inventory::TableStretches part;
  for (const auto& [memory, bytes] : stretches) {
    const auto from = bytes / parts * i;
    const auto to = i + 1 == parts ? bytes : bytes / parts * (i + 1);
    part.push_back({static_cast<char*>(memory) + from, to - from});
  }
  return part;
}

}  // namespace

void MemoryAhead::follow(const inventory::State& state) {
  if (state.position().value < next_look_ || taking_.load()) return;
  next_look_ = state.position().value + events_between_;
  const auto stretches = state.memory_ahead(orders_);
  if (!stretches.empty()) take(stretches);
}

void MemoryAhead::take(const inventory::TableStretches& stretches) {
  const std::size_t pieces = (orders_ + orders_a_piece - 1) / orders_a_piece;
  taking_ = true;
  try {
    thread_ = std::jthread([this, stretches, pieces](const std::stop_token& stop) {
      for (std::size_t i = 0; i < pieces && !stop.stop_requested(); ++i) {
        inventory::take_memory(part_of(stretches, i, pieces));
      }
      taking_ = false;
    });
  } catch (const std::system_error&) {
    taking_ = false;  // no thread to be had: the memory comes as it is touched
  }
}

}  // namespace doorbuster::core
