// Compares the note with the journal.
#include "core/journal/high_water.hpp"

#include <fmt/format.h>

namespace doorbuster::core {

Result<void> check_high_water(const Note& note, inventory::Position end, std::string_view end_place) {
  const auto acknowledged = note.value();
  if (!acknowledged || *acknowledged <= end.value) return {};
  return Failure{FailureKind::corrupt,
                 fmt::format("The journal is damaged: events up to {} were acknowledged, as the file {} says, but it "
                             "ends with event {} at {}. Nothing was changed. Keep a copy of the data directory, and "
                             "restore the journal from a backup.",
                             *acknowledged, high_water_name, end.value, end_place)};
}

}  // namespace doorbuster::core
