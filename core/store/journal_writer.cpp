// Batches, marks and the way from segment to segment. docs/journal.md has the rules.
#include "core/store/journal_writer.hpp"

#include <cassert>
#include <utility>

#include "core/journal/high_water.hpp"

namespace doorbuster::core {

Result<std::unique_ptr<Journal>> open_journal(Files& files, const JournalTail& tail, JournalUpkeep upkeep) {
  auto segment = open_segment(files, tail.segment, Access::write);
  if (!segment) return segment.error();
  auto high_water = files.open_note(high_water_name);
  if (!high_water) return high_water.error();
  upkeep.options.segment_bytes = segment->header.segment_bytes;  // the store's own, whatever is asked for now
  auto journal = std::make_unique<JournalWriter>(files, std::move(*segment), std::move(*high_water), tail,
                                                 std::move(upkeep));
  if (auto settled = journal->settle_with_mark(); !settled) return settled.error();
  return std::unique_ptr<Journal>(std::move(journal));
}

JournalWriter::JournalWriter(Files& files, Segment segment, std::unique_ptr<Note> high_water, const JournalTail& tail,
                             JournalUpkeep upkeep)
    : files_(files),
      high_water_(std::move(high_water)),
      housekeeper_(files, upkeep.options, upkeep.capacity, std::move(upkeep.snapshots), meters_),
      preparer_(files, segment.header, meters_.kept_bytes),
      open_(max_body_bytes),
      flying_(max_body_bytes),
      mark_(0),
      segment_(std::move(segment)),
      tail_(tail),
      stable_(tail.position) {
  meters_.kept_bytes.set(upkeep.segments * segment_.header.segment_bytes);
  housekeeper_.sealed(tail_.segment - 1);
  preparer_.prepare(tail_.segment + 1, housekeeper_.spent());
}

Result<void> JournalWriter::poll() {
  if (!failure_) return failure_;
  housekeeper_.notice();
  if (under_way_) {
    const auto outcome = segment_.file->poll_write();
    if (!outcome) return {};
    if (failure_ = write_done(*outcome); !failure_) return failure_;
  }
  return failure_ = start_batch();
}

Result<void> JournalWriter::poll_idle() {
  if (auto polled = poll(); !polled) return polled;
  if (!under_way_) failure_ = start_mark();
  return failure_;
}

Result<void> JournalWriter::settle_with_mark() {
  if (!failure_) return failure_;
  mark_due_ = true;
  while (busy() || mark_due_) {
    if (auto polled = poll_idle(); !polled) return polled;
    if (!under_way_) continue;
    if (failure_ = write_done(segment_.file->finish_write()); !failure_) return failure_;
  }
  return {};
}

Result<void> JournalWriter::close() {
  mark_flags_ = flag_closed;
  return settle_with_mark();
}

Result<void> JournalWriter::write_done(const Result<void>& outcome) {
  under_way_ = false;
  if (!outcome) return outcome;
  meters_.write.record_ns((std::chrono::steady_clock::now() - started_).count());
  meters_.batches.add();
  meters_.bytes.add(batch_bytes(written_));

  tail_.offset += batch_bytes(written_);
  tail_.previous = written_.checksum;
  stable_ = tail_.position;
  mark_due_ = written_.events > 0 || written_.flags != mark_flags_;
  flying_.clear();
  if (auto noted = high_water_->set(stable_.value); !noted) return noted;
  if ((written_.flags & flag_end_of_segment) != 0) roll_over();
  return {};
}

void JournalWriter::roll_over() {
  auto next = std::exchange(next_, std::nullopt);
  segment_ = std::move(next->segment);
  tail_.segment = segment_.header.number;
  tail_.offset = block_bytes;
  housekeeper_.sealed(tail_.segment - 1);
  preparer_.prepare(tail_.segment + 1, housekeeper_.spent());
  meters_.segments.add();
  meters_.recycled.add(next->recycled ? 1 : 0);
}

Result<void> JournalWriter::start_batch() {
  if (open_.empty()) return {};
  if (!fits(open_.bytes())) return start_end_mark();
  std::swap(open_, flying_);
  start(flying_, 0);
  return {};
}

Result<void> JournalWriter::start_mark() {
  if (!mark_due_ || !open_.empty()) return {};
  if (!fits(mark_.bytes())) return start_end_mark();
  start(mark_, mark_flags_);
  return {};
}

// It says that the journal goes on in the next segment, so that one must be there before it: else a crash, or a full
// disk, would leave a journal that seems to have lost a segment.
Result<void> JournalWriter::start_end_mark() {
  auto next = preparer_.take();
  if (!next) return next.error();
  next_ = std::move(*next);
  start(mark_, flag_end_of_segment);
  return {};
}

void JournalWriter::start(BatchBuffer& batch, std::uint32_t flags) {
  assert(!under_way_ && stable_ == tail_.position);
  BatchHeader header;
  header.store = segment_.header.store;
  header.segment = tail_.segment;
  header.epoch = segment_.header.epoch;
  header.offset = tail_.offset;
  header.first_position = tail_.position.value + 1;
  header.stable_position = stable_.value;
  header.previous = tail_.previous;
  header.flags = flags;
  const BatchBuffer::Sealed sealed = batch.seal(header);

  written_ = sealed.header;
  tail_.position.value += sealed.header.events;
  under_way_ = true;
  started_ = std::chrono::steady_clock::now();
  segment_.file->start_write(sealed.bytes, tail_.offset);
}

// The last block of a segment is kept for its end mark.
bool JournalWriter::fits(std::uint64_t bytes) const {
  return tail_.offset + bytes + block_bytes <= segment_.header.segment_bytes;
}

}  // namespace doorbuster::core
