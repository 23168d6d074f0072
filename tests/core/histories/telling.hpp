// An event as text, field by field, for comparing and for messages.
#pragma once

#include <string>

#include "core/core.hpp"

namespace doorbuster::core {

[[nodiscard]] std::string tell(const inventory::Event& event);

}  // namespace doorbuster::core
