// One secret for all states of a process, so that they find what they find at the same cost.
#include "core/snapshot/empty_state.hpp"

#include <random>

namespace doorbuster::core {
namespace {

inventory::HashSecret draw_secret() {
  std::random_device random;
  return {std::uint64_t{random()} << 32 | random()};
}

}  // namespace

inventory::State empty_state(const inventory::Capacity& capacity) {
  static const inventory::HashSecret secret = draw_secret();
  return inventory::State(capacity, secret);
}

}  // namespace doorbuster::core
