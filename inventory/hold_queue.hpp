// Which hold is due next: a binary heap of when and which order. A hold that ended early stays until it comes to the
// top, where whoever looks drops it: O(log n) for each hold, once in and once out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "inventory/amounts.hpp"
#include "inventory/ids.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

// Twelve bytes, since ten million of them may wait.
class Hold {
 public:
  Hold(Instant due, OrderNumber order)
      : due_high_(static_cast<std::int32_t>(due.ms >> 32)),
        due_low_(static_cast<std::uint32_t>(due.ms)),
        order_(static_cast<std::uint32_t>(order.value)) {}

  [[nodiscard]] Instant due() const { return {std::int64_t{due_high_} * (std::int64_t{1} << 32) + due_low_}; }
  [[nodiscard]] OrderNumber order() const { return {order_}; }
  friend auto operator<=>(const Hold&, const Hold&) = default;

 private:
  std::int32_t due_high_;
  std::uint32_t due_low_;
  std::uint32_t order_;
};

class HoldQueue {
 public:
  explicit HoldQueue(std::uint32_t capacity) { heap_.reserve(capacity); }

  // No more at a time than the capacity.
  void push(Hold hold);
  // The oldest: the one that is due first, and of those due at once the one with the lowest number.
  [[nodiscard]] std::optional<Hold> top() const;
  void pop();

  // The oldest holds that are due at `now`, oldest first, at most `at_most`. They stay in the queue.
  [[nodiscard]] std::vector<Hold> due(Instant now, std::size_t at_most) const;

  // Where the next `count` holds will stand.
  void add_stretches(std::size_t count, TableStretches& stretches) const { add_stretch(heap_, count, stretches); }

  // In no order that means anything.
  [[nodiscard]] std::span<const Hold> all() const { return heap_; }

 private:
  TableVector<Hold> heap_;
};

}  // namespace doorbuster::inventory
