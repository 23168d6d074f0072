// What must hold of the state at every moment, checkable at any moment.
#pragma once

#include <string>
#include <vector>

namespace doorbuster::inventory {

class State;

// One sentence for each invariant that does not hold: books that don't balance, a buyer over a limit that was never
// changed, an index that disagrees with the orders. Empty is the only right answer. O(everything).
[[nodiscard]] std::vector<std::string> broken_invariants(const State& state);

}  // namespace doorbuster::inventory
