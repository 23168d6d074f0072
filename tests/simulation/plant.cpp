// The list of planted bugs.
#include "tests/simulation/plant.hpp"

#include "tests/simulation/planted_files.hpp"
#include "tests/simulation/planted_journals.hpp"

namespace doorbuster::simulation {
namespace {

// Time goes on from the wall clock alone, wherever that was set meanwhile.
class ForgottenTime final : public Plant {
 public:
  void store(core::Store& store) override { store.last_event_at = {}; }
};

template <class Planted>
std::unique_ptr<Plant> make() {
  return std::make_unique<Planted>();
}

}  // namespace

const std::vector<PlantKind>& plants() {
  static const std::vector<PlantKind> all{
      {"ack-before-stable", "answers are given as soon as their events are in a buffer", make<EarlyAnswers>},
      {"dropped-event", "the last event of a batch is left out now and then", make<DroppedEvents>},
      {"lost-rename", "a power cut takes renames back: no sync of the directory", make<LostRenames>},
      {"late-write", "a write is told as done before it is begun, and the next one overtakes it", make<LateWrites>},
      {"forgotten-tail", "recovery doesn't see the last batch", make<ForgottenTail>},
      {"clock-back", "after a restart time goes on from the wall clock, not from the last event", make<ForgottenTime>},
  };
  return all;
}

std::unique_ptr<Plant> make_plant(std::string_view name) {
  if (name.empty()) return std::make_unique<Plant>();
  for (const PlantKind& kind : plants()) {
    if (kind.name == name) return kind.make();
  }
  return nullptr;
}

}  // namespace doorbuster::simulation
