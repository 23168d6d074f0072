// Whose orders are whose no more, for who tells of old facts that still name the buyer.
#pragma once

#include "inventory/ids.hpp"

namespace doorbuster::inventory {

class State;

// Whether the order's buyer was forgotten. Its OrderHeld has been applied, and the caller knows that from the thread
// that did. As may_be_known(): for any thread, also while another one applies events.
[[nodiscard]] bool buyer_is_forgotten(const State& state, OrderNumber order);

}  // namespace doorbuster::inventory
