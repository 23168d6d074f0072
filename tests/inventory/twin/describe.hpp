// Commands, answers and events as text: what two machines are compared by, and what people read when they differ.
// Two values have the same text exactly if they say the same; a rejection's `detail` is prose and left out,
// and so is whatever it carries beyond what its reason calls for.
#pragma once

#include <string>

#include "inventory/inventory.hpp"

namespace doorbuster::inventory::twin {

[[nodiscard]] std::string describe(const Command& command);
[[nodiscard]] std::string describe(const Query& query);
[[nodiscard]] std::string describe(const Event& event);
// `depends_on`, `met` and `record` are part of it, but for a rejection, whose last two mean nothing.
[[nodiscard]] std::string describe(const Answer& answer);

}  // namespace doorbuster::inventory::twin
