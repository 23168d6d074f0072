// The state before the first event, as every replay and every snapshot's reading begins with it.
#pragma once

#include "inventory/inventory.hpp"

namespace doorbuster::core {

// Its secret is drawn by each process from the system's randomness. Threads: any.
[[nodiscard]] inventory::State empty_state(const inventory::Capacity& capacity);

}  // namespace doorbuster::core
