// The journal's writer: gathers events into the open batch and has at most one write under way, so that a batch on
// the disk proves all before it stable.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "core/journal/batch_buffer.hpp"
#include "core/journal/journal.hpp"
#include "core/journal/journal_tail.hpp"
#include "core/store/housekeeper.hpp"
#include "core/store/segment_preparer.hpp"

namespace doorbuster::core {

// What there is beside the tail, and how to keep it in bounds.
struct JournalUpkeep {
  JournalOptions options;
  inventory::Capacity capacity;          // of the state that snapshots are made of
  KeptSnapshots snapshots;               // that can be relied on
  std::uint64_t segments = 1;            // that are kept
};

// Goes on at `tail`: writes a mark there, which from now on covers what came before, and returns once that is stable.
// `files` outlives the journal.
[[nodiscard]] Result<std::unique_ptr<Journal>> open_journal(Files& files, const JournalTail& tail,
                                                            JournalUpkeep upkeep);

class JournalWriter final : public Journal {
 public:
  // `high_water` says what has been acknowledged.
  JournalWriter(Files& files, Segment segment, std::unique_ptr<Note> high_water, const JournalTail& tail,
                JournalUpkeep upkeep);

  [[nodiscard]] bool has_room() const override { return open_.has_room(); }
  void append(const inventory::Event& event) override { open_.append(event); }
  [[nodiscard]] Result<void> poll() override;
  [[nodiscard]] bool mark_due() const override { return mark_due_; }
  [[nodiscard]] Result<void> poll_idle() override;
  [[nodiscard]] inventory::Position stable_position() const override { return stable_; }
  [[nodiscard]] bool busy() const override { return under_way_ || !open_.empty(); }
  [[nodiscard]] int write_done_descriptor() const override { return files_.write_done_descriptor(); }
  [[nodiscard]] const JournalMeters& meters() const override { return meters_; }
  [[nodiscard]] Result<void> close() override;

  // Writes a mark and all that waits, and blocks until it is stable.
  [[nodiscard]] Result<void> settle_with_mark();

 private:
  [[nodiscard]] Result<void> write_done(const Result<void>& outcome);
  void roll_over();
  [[nodiscard]] Result<void> start_batch();  // if there is one
  [[nodiscard]] Result<void> start_mark();   // if one is due and no batch waits
  [[nodiscard]] Result<void> start_end_mark();
  void start(BatchBuffer& batch, std::uint32_t flags);
  [[nodiscard]] bool fits(std::uint64_t bytes) const;

  Files& files_;
  JournalMeters meters_;
  std::unique_ptr<Note> high_water_;
  Housekeeper housekeeper_;
  SegmentPreparer preparer_;
  std::optional<SegmentPreparer::Prepared> next_;  // while the end mark is under way
  BatchBuffer open_;    // takes events
  BatchBuffer flying_;  // under way
  BatchBuffer mark_;    // always empty
  Segment segment_;     // after the buffers: its file waits for the write under way before they go
  JournalTail tail_;    // past all that was handed to the device
  inventory::Position stable_;
  bool under_way_ = false;
  BatchHeader written_;    // of the batch under way
  bool mark_due_ = false;  // the last batch has events, and nothing yet says that it is stable
  std::uint32_t mark_flags_ = 0;
  Result<void> failure_;  // once it is one, it stays
  std::chrono::steady_clock::time_point started_;
};

}  // namespace doorbuster::core
