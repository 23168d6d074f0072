// What clients were told, and may hold against the store after every restart.
#pragma once

#include <vector>

#include "core/core.hpp"

namespace doorbuster::simulation {

class Promises {
 public:
  // An answer that a client has seen.
  void made(const core::Request& request, const inventory::Answer& answer);
  // The last event that any answer told of.
  [[nodiscard]] std::uint64_t position() const { return position_; }
  // After a loss that no one could notice.
  void forget_after(std::uint64_t position);

  // Demands that every key that was accepted still stands for what it stood for.
  void check_keys(const inventory::State& state, inventory::Instant now) const;

 private:
  struct Accepted {
    inventory::Command command;
    std::uint64_t record;
  };
  std::uint64_t position_ = 0;
  std::vector<Accepted> accepted_;  // commands with a key
};

}  // namespace doorbuster::simulation
