// The clients: what they ask next. Random commands and queries, among them many that were asked before; and, where a
// run is to fill segments, sales of very many items.
#pragma once

#include <vector>

#include "core/core.hpp"
#include "tests/inventory/twin/generator.hpp"
#include "tests/simulation/scenario.hpp"

namespace doorbuster::simulation {

class Crowd {
 public:
  Crowd(std::uint64_t seed, const Scenario& scenario);

  struct Asked {
    std::vector<core::Request> requests;  // at least one
    inventory::Instant at;                // not before
  };
  [[nodiscard]] Asked ask(inventory::Instant now);
  void learn(const inventory::Command& command, const inventory::twin::Outcome& outcome);

 private:
  void ask_in_bulk(std::vector<core::Request>& requests);

  const Scenario& scenario_;
  support::Dice dice_;
  inventory::twin::Generator generator_;
  std::uint32_t bulk_skus_ = 0;   // that were asked for so far
  std::uint32_t bulk_sales_ = 0;
};

}  // namespace doorbuster::simulation
