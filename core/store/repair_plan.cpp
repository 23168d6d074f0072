// Finds out what is damaged, what that costs, and what would have to go.
#include <fmt/format.h>

#include <algorithm>

#include "core/files/aligned_buffer.hpp"
#include "core/journal/high_water.hpp"
#include "core/journal/journal.hpp"
#include "core/journal/journal_scan.hpp"
#include "core/journal/segment_reader.hpp"
#include "core/snapshot/replay.hpp"
#include "core/snapshot/replay_base.hpp"
#include "core/store/repair.hpp"

namespace doorbuster::core {
namespace {

class Planning {
 public:
  Planning(Files& files, const inventory::Capacity& capacity) : files_(files), capacity_(capacity) {}

  Result<RepairPlan> run();

 private:
  [[nodiscard]] Result<void> look_at_tail(ReplayBase base);
  [[nodiscard]] std::optional<SegmentHeader> header_by_its_batches(std::uint64_t segment);
  void cut(const SegmentHeader& segment, std::uint64_t offset);
  void look_beyond_cut();
  void look_at_high_water(const Note& note);
  [[nodiscard]] Result<void> look_at_later_snapshots();
  [[nodiscard]] Result<void> look_at_history();
  [[nodiscard]] std::optional<SegmentHeader> any_header();
  [[nodiscard]] std::uint64_t segment_bytes() {
    const auto header = any_header();
    return header ? header->segment_bytes : JournalOptions().segment_bytes;
  }
  [[nodiscard]] std::optional<StoreId> any_store() {
    const auto header = any_header();
    return header ? std::optional(header->store) : std::nullopt;
  }

  Files& files_;
  const inventory::Capacity& capacity_;
  std::vector<std::uint64_t> segments_;
  std::uint64_t base_segment_ = 0;  // the last that the snapshot covers with which a start begins
  std::uint64_t last_segment_ = 0;  // in which the journal ends, or will
  BatchHeader good_;                // the last batch that is good and follows the ones before
  RepairPlan plan_;
};

// Unlike list_segments(), with gaps and all: a missing segment is something to repair.
Result<std::vector<std::uint64_t>> segments_with_gaps(Files& files, RepairPlan& plan) {
  auto segments = segment_numbers(files);
  if (!segments) return segments;
  for (std::size_t i = 1; i < segments->size(); ++i) {
    if ((*segments)[i] != (*segments)[i - 1] + 1) {
      plan.findings.push_back(missing_before_others((*segments)[i - 1] + 1).message);
    }
  }
  return segments;
}

Result<RepairPlan> Planning::run() {
  auto segments = segments_with_gaps(files_, plan_);
  if (!segments) return segments.error();
  if (segments->empty()) return no_journal();
  segments_ = std::move(*segments);
  const auto note = files_.open_note(high_water_name);
  if (!note) return note.error();

  auto base = find_replay_base(files_, segments_, capacity_, unwatched);
  if (!base) return base.error();
  if (base->end) base_segment_ = base->end->segment;
  for (const Failure& damage : base->damage) plan_.findings.push_back(damage.message);
  for (const std::uint64_t snapshot : base->unreadable) plan_.set_aside.push_back(snapshot_name(snapshot));

  if (auto looked = look_at_tail(std::move(*base)); !looked) return looked.error();
  look_at_high_water(**note);
  if (auto looked = look_at_later_snapshots(); !looked) return looked.error();
  if (auto looked = look_at_history(); !looked) return looked.error();
  return std::move(plan_);
}

// As a start would read it.
Result<void> Planning::look_at_tail(ReplayBase base) {
  plan_.last_kept = base.end ? base.end->position : inventory::Position{};
  good_.segment = base_segment_;
  good_.flags = flag_end_of_segment;
  Replay replay(std::move(base.state), base.last_event_at);
  ScanCallbacks callbacks;
  callbacks.on_batch = [&](const Batch& batch, std::uint64_t) -> Result<void> {
    if (auto taken = replay.take(batch); !taken) return taken;
    good_ = batch.header;
    plan_.last_kept.value = batch.header.first_position + batch.header.events - 1;
    return {};
  };
  const auto scanned = scan_journal(files_, segments_, {.after = base.end, .store = base.store}, callbacks);
  plan_.last_lost = plan_.last_kept;
  if (scanned) last_segment_ = scanned->tail.segment;
  if (scanned) return {};
  if (scanned.error().kind != FailureKind::corrupt) return scanned.error();
  plan_.findings.push_back(scanned.error().message);
  const bool ended = (good_.flags & flag_end_of_segment) != 0;
  const std::uint64_t at = good_.segment + (ended ? 1 : 0);
  plan_.header = ended ? header_by_its_batches(at) : std::nullopt;
  if (plan_.header) return {};
  auto store = base.store ? base.store : any_store();
  if (!store) return Failure{FailureKind::corrupt, plan_.findings.back() + " Nothing in it can be read."};
  cut({.store = *store, .number = at, .epoch = first_epoch, .segment_bytes = segment_bytes()},
      ended ? 0 : good_.offset + batch_bytes(good_));
  look_beyond_cut();
  return {};
}

// What the header of a segment must have been, going by its first batch; nothing if that isn't whole, or the header is.
std::optional<SegmentHeader> Planning::header_by_its_batches(std::uint64_t segment) {
  if (open_segment(files_, segment, Access::read)) return std::nullopt;
  const auto file = files_.open_read_only(segment_name(segment));
  if (!file) return std::nullopt;
  const AlignedBuffer block(block_bytes);
  const auto got = (*file)->read(block.span(), block_bytes);
  BatchHeader first;
  if (!got || !read_batch_header(block.span().first(*got), first)) return std::nullopt;
  if (first.segment != segment || first.offset != block_bytes) return std::nullopt;
  return SegmentHeader{.store = first.store, .number = segment, .epoch = first.epoch,
                       .segment_bytes = (*file)->size()};
}

void Planning::cut(const SegmentHeader& segment, std::uint64_t offset) {
  plan_.cut = JournalCut{segment, offset};
  last_segment_ = segment.number;
  // The newest first: wherever this ends, what stays has no gap.
  for (auto number = segments_.rbegin(); number != segments_.rend(); ++number) {
    const bool beyond = *number > segment.number || (*number == segment.number && offset == 0);
    if (beyond) plan_.set_aside.push_back(segment_name(*number));
  }
}

// Going by headers alone, what is known to have been there.
void Planning::look_beyond_cut() {
  for (const std::uint64_t segment : segments_) {
    if (segment < plan_.cut->segment.number) continue;
    auto reader = SegmentReader::open(files_, segment, long_read_ahead);
    if (!reader) continue;
    for (std::uint64_t offset = block_bytes;;) {
      const auto found = reader->find_batch(offset);
      if (!found || !*found) break;
      const auto batch = reader->batch_at(**found);
      offset = **found + block_bytes;
      if (!batch || !*batch) continue;
      const BatchHeader& header = (*batch)->header;
      const std::uint64_t last = header.first_position + header.events - 1;
      plan_.last_lost.value = std::max({plan_.last_lost.value, last, header.stable_position});
    }
  }
}

void Planning::look_at_high_water(const Note& note) {
  if (auto checked = check_high_water(note, plan_.last_kept, "the end of what can be read"); !checked) {
    if (!plan_.cut) plan_.findings.push_back(checked.error().message);
    plan_.last_lost.value = std::max(plan_.last_lost.value, *note.value());
  }
}

// Snapshots of what the journal doesn't hold, or won't. (While a header is to be mended first, nobody knows yet.)
Result<void> Planning::look_at_later_snapshots() {
  if (plan_.header) return {};
  const auto snapshots = list_snapshots(files_);
  if (!snapshots) return snapshots.error();
  if (const auto reached = check_reach(*snapshots, last_segment_); !reached && !plan_.cut) {
    plan_.findings.push_back(reached.error().message);
  }
  for (auto segment = snapshots->rbegin(); segment != snapshots->rend() && *segment >= last_segment_; ++segment) {
    const auto snapshot = read_snapshot(files_, *segment, capacity_, unwatched);
    if (snapshot) plan_.last_lost = std::max(plan_.last_lost, snapshot->of.end.position);
    const std::string name = snapshot_name(*segment);
    if (std::ranges::count(plan_.set_aside, name) == 0) plan_.set_aside.push_back(name);
  }
  return {};
}

// Segments that no start needs: the event feed and verify do.
Result<void> Planning::look_at_history() {
  if (base_segment_ == 0 || segments_.front() > base_segment_) return {};
  std::uint64_t reached = segments_.front();
  ScanCallbacks callbacks;
  callbacks.on_batch = [](const Batch&, std::uint64_t) { return Result<void>(); };
  callbacks.on_sealed = [&](const SealedEnd& end) {
    reached = end.segment + 1;
    return Result<void>();
  };
  ScanRange history;
  history.last = base_segment_;
  const auto scanned = scan_journal(files_, segments_, history, callbacks);
  if (scanned) return {};
  if (scanned.error().kind != FailureKind::corrupt) return scanned.error();
  plan_.findings.push_back(scanned.error().message + " It is history that a snapshot covers: no order is lost.");
  for (const std::uint64_t segment : segments_) {
    if (segment <= reached) plan_.set_aside.push_back(segment_name(segment));
  }
  return {};
}

// Of the first segment that has a good one: all are of the same store and size.
std::optional<SegmentHeader> Planning::any_header() {
  for (const std::uint64_t segment : segments_) {
    if (const auto opened = open_segment(files_, segment, Access::read)) return opened->header;
  }
  return std::nullopt;
}

}  // namespace

Result<RepairPlan> plan_repair(Files& files, const inventory::Capacity& capacity) {
  return Planning(files, capacity).run();
}

}  // namespace doorbuster::core
