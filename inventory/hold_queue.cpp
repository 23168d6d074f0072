// Which hold is due next.
#include "inventory/hold_queue.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <queue>

namespace doorbuster::inventory {

void HoldQueue::push(Hold hold) {
  assert(heap_.size() < heap_.capacity());
  heap_.push_back(hold);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

std::optional<Hold> HoldQueue::top() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front();
}

void HoldQueue::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
  heap_.pop_back();
}

// Walks the heap from its top, next to the oldest place whose parent it has been at ([alg.heap.operations]: no
// element is older than the one at half its distance).
std::vector<Hold> HoldQueue::due(Instant now, std::size_t at_most) const {
  const auto younger = [this](std::size_t a, std::size_t b) { return heap_[a] > heap_[b]; };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(younger)> next(younger);
  const auto consider = [&](std::size_t place) {
    if (place < heap_.size() && heap_[place].due() <= now) next.push(place);
  };

  std::vector<Hold> holds;
  consider(0);
  while (!next.empty() && holds.size() < at_most) {
    const std::size_t place = next.top();
    next.pop();
    holds.push_back(heap_[place]);
    consider(2 * place + 1);
    consider(2 * place + 2);
  }
  return holds;
}

}  // namespace doorbuster::inventory
