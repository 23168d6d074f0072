// What a machine gives back for a command: the answer, and the events that it recorded.
#pragma once

#include <vector>

#include "inventory/inventory.hpp"

namespace doorbuster::inventory::twin {

struct Outcome {
  Answer answer;
  std::vector<Event> events;
};

}  // namespace doorbuster::inventory::twin
