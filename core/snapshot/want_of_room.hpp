// What is stored is well, but more than the state was given room for: not damage, but a setting.
#pragma once

#include <fmt/format.h>

#include "core/result.hpp"

namespace doorbuster::core {

// `reason`: apply()'s or read_image()'s, for which is_want_of_room() is true.
[[nodiscard]] inline Failure want_of_room(std::string_view place, std::string_view reason) {
  return Failure{FailureKind::invalid,
                 fmt::format("There is no room for what {} holds: {}. Nothing was changed. Start with as much room "
                             "for orders, SKUs, sales and stock adjustments as before.",
                             place, reason)};
}

}  // namespace doorbuster::core
