// Folds the journal's batches into a state, by the same apply() as live. It is known what comes next, so events are
// decoded a few ahead, and what they are about is fetched meanwhile: a large state waits for memory more than for
// anything else.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/journal/segment_reader.hpp"
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
  // How many events are decoded ahead: the time of so many covers a wait for memory, and they fit the nearest cache.
  static constexpr std::uint32_t look_ahead = 16;

  [[nodiscard]] inventory::Event& ahead(std::uint32_t index) { return events_ahead_[index % look_ahead]; }
  [[nodiscard]] std::optional<std::string_view> apply(const inventory::Event& event);

  inventory::State state_;
  inventory::Instant last_event_at_;
  std::uint64_t events_ = 0;
  std::array<inventory::Event, look_ahead> events_ahead_;
};

}  // namespace doorbuster::core
