// The high-water mark: up to which position events have been acknowledged, kept beside the journal in a note that
// outlives the process. The journal alone can't tell a last batch that was acknowledged from one that was torn, before
// a later batch proves it; the note can, unless the machine went down as well.
#pragma once

#include "core/files/file.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

inline constexpr const char* high_water_name = "ACKNOWLEDGED";

// Nothing acknowledged is missing from a journal that ends at `end`. FailureKind::corrupt if the note knows better.
[[nodiscard]] Result<void> check_high_water(const Note& note, inventory::Position end, std::string_view end_place);

}  // namespace doorbuster::core
