// Folds the journal's batches into a state, by the same apply() as live.
#pragma once

#include "core/segment_reader.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

class Replay {
 public:
  // Goes on from `state`, whose newest event was at `last_event_at`.
  Replay(inventory::State state, inventory::Instant last_event_at)
      : state_(std::move(state)), last_event_at_(last_event_at) {}

  // The batch that follows. An event that can't be read, or doesn't fit, is FailureKind::corrupt; then the state is
  // of no more use.
  [[nodiscard]] Result<void> take(const Batch& batch);

  [[nodiscard]] inventory::State& state() { return state_; }
  [[nodiscard]] inventory::Instant last_event_at() const { return last_event_at_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }  // taken

 private:
  inventory::State state_;
  inventory::Instant last_event_at_;
  std::uint64_t events_ = 0;
  inventory::Event event_;
};

}  // namespace doorbuster::core
