// Planted bugs, to know that the simulator would find them: decorators of the product's interfaces, each wrong in one
// way. They outlive processes, as a bug does.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "tests/support/memory_disk.hpp"

namespace doorbuster::simulation {

class Plant {
 public:
  virtual ~Plant() = default;
  // The files of a process that starts.
  [[nodiscard]] virtual core::Files& files(core::Files& right) { return right; }
  // The store that it has opened.
  virtual void store(core::Store&) {}
  virtual void power_cut(support::MemoryDisk&) {}
};

struct PlantKind {
  std::string_view name;
  std::string_view what;
  std::unique_ptr<Plant> (*make)();
};
[[nodiscard]] const std::vector<PlantKind>& plants();

// No bug for an empty name; nothing for one that isn't known.
[[nodiscard]] std::unique_ptr<Plant> make_plant(std::string_view name);

}  // namespace doorbuster::simulation
