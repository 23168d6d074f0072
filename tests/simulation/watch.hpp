// Decorators that look on: what time it is for the engine, what it puts into its journal.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>

#include "core/core.hpp"
#include "tests/simulation/violation.hpp"

namespace doorbuster::simulation {

// Time passes by a nanosecond with each look at the clock, so that whatever the engine stamps has an order.
class WatchedTime final : public core::TimeSource {
 public:
  // `not_before`: where the engine's time goes on from.
  WatchedTime(core::TimeSource& time, inventory::Instant not_before) : time_(time), not_before_(not_before) {}

  [[nodiscard]] std::int64_t wall_ms() override {
    seen_.wall = time_.wall_ms();
    if (!clock_) clock_.emplace(seen_, not_before_);
    now_ = clock_->now();
    return seen_.wall;
  }
  [[nodiscard]] std::int64_t monotonic_ns() override { return seen_.monotonic = time_.monotonic_ns() + ++looks_; }

  // The engine's time when it last asked for it.
  [[nodiscard]] inventory::Instant now() const { return now_; }

 private:
  struct Seen final : core::TimeSource {
    std::int64_t wall = 0;
    std::int64_t monotonic = 0;
    [[nodiscard]] std::int64_t wall_ms() override { return wall; }
    [[nodiscard]] std::int64_t monotonic_ns() override { return monotonic; }
  };

  core::TimeSource& time_;
  inventory::Instant not_before_;
  std::int64_t looks_ = 0;
  Seen seen_;
  std::optional<core::EngineClock> clock_;  // a second one, that sees what the engine's sees
  inventory::Instant now_;
};

// Demands that events' time never goes back, and remembers whether the engine could begin its round.
class WatchedJournal final : public core::Journal {
 public:
  WatchedJournal(std::unique_ptr<core::Journal> journal, inventory::Instant last_at)
      : journal_(std::move(journal)), last_at_(last_at) {}

  [[nodiscard]] bool has_room() const override {
    const bool room = journal_->has_room();
    if (!began_with_room_) began_with_room_ = room;
    return room;
  }
  void append(const inventory::Event& event) override {
    demand(event.at >= last_at_, "time went back: an event at {} after one at {}", event.at.ms, last_at_.ms);
    last_at_ = event.at;
    journal_->append(event);
  }
  [[nodiscard]] core::Result<void> poll() override { return journal_->poll(); }
  [[nodiscard]] bool mark_due() const override { return journal_->mark_due(); }
  [[nodiscard]] core::Result<void> poll_idle() override { return journal_->poll_idle(); }
  [[nodiscard]] inventory::Position stable_position() const override { return journal_->stable_position(); }
  [[nodiscard]] bool busy() const override { return journal_->busy(); }
  [[nodiscard]] int write_done_descriptor() const override { return journal_->write_done_descriptor(); }
  [[nodiscard]] const core::JournalMeters& meters() const override { return journal_->meters(); }
  [[nodiscard]] core::Result<void> close() override { return journal_->close(); }

  // Before each of the engine's rounds.
  void begin_round() { began_with_room_.reset(); }
  // Whether due holds were ended in this round: the first thing in it that asks for room.
  [[nodiscard]] bool had_room() const { return began_with_room_.value_or(false); }

 private:
  std::unique_ptr<core::Journal> journal_;
  inventory::Instant last_at_;
  mutable std::optional<bool> began_with_room_;
};

}  // namespace doorbuster::simulation
