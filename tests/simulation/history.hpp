// All that the engine has decided, in order, and the twin that decided the same. A crash may take back its end.
#pragma once

#include <variant>
#include <vector>

#include "tests/inventory/twin/generator.hpp"
#include "tests/inventory/twin/twin.hpp"

namespace doorbuster::simulation {

class History {
 public:
  // What the twin does with it; kept if it leads to events.
  inventory::twin::Outcome decide(const inventory::Command& command, inventory::Instant now);
  std::vector<inventory::Event> end_holds(inventory::Instant now);
  [[nodiscard]] inventory::Answer ask(const inventory::Query& query, inventory::Instant now);

  [[nodiscard]] std::uint64_t position() const { return kept_.empty() ? 0 : kept_.back().position; }
  // When the last event was.
  [[nodiscard]] inventory::Instant last_at() const { return kept_.empty() ? inventory::Instant{} : kept_.back().at; }
  [[nodiscard]] inventory::Fingerprint fingerprint() const { return twin_.fingerprint(); }

  // Forgets all after `position`; false if that is no place between two decisions: what one decision leads to is
  // there in whole or not at all.
  [[nodiscard]] bool rewind(std::uint64_t position);

 private:
  struct Kept {
    std::variant<inventory::twin::Sweep, inventory::Command> action;
    inventory::Instant at;
    std::uint64_t position;  // of its last event
  };

  inventory::twin::Twin twin_;
  std::vector<Kept> kept_;
};

}  // namespace doorbuster::simulation
