// Many small pieces of work, in several processes at once. Not threads: what maps and unmaps much memory would wait for
// the others there; and a piece that crashes or hangs takes along no more than its own process.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace doorbuster::simulation {

// What one piece came to: a number of the caller's, and a text of at most some 4,000 bytes.
struct Outcome {
  int kind = 0;
  std::string text;
};

// Does `work(index)` for each index below `count`, in child processes, and hands what it came to, to `take` in this
// one, in any order. Where a child ends in the middle of a piece, or is at it for a minute, `lost` is told of that
// piece and why; what that child still had to do is not done. Call it where there is one thread.
void side_by_side(std::size_t count, unsigned processes, const std::function<Outcome(std::size_t index)>& work,
                  const std::function<void(std::size_t index, const Outcome& outcome)>& take,
                  const std::function<void(std::size_t index, const std::string& why)>& lost);

}  // namespace doorbuster::simulation
