// Events as text, for whoever reads the journal without a server.
#pragma once

#include <string>
#include <vector>

#include "core/core.hpp"

namespace doorbuster::net {

// Events as GET /v1/events shows them: a line of JSON each, newline and all.
[[nodiscard]] std::string event_lines(const std::vector<core::RecordedEvent>& events, const core::OrderIds& ids);

}  // namespace doorbuster::net
