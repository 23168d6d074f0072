// From a data directory to a state and a journal that goes on.
#include "core/store/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <span>

#include "core/files/aligned_buffer.hpp"
#include "core/journal/high_water.hpp"
#include "core/journal/journal_scan.hpp"
#include "core/snapshot/replay.hpp"
#include "core/snapshot/replay_base.hpp"
#include "core/store/journal_writer.hpp"

namespace doorbuster::core {
namespace {

StoreId random_store_id() {
  std::random_device random;
  StoreId id;
  for (std::byte& byte : id.bytes) byte = static_cast<std::byte>(random());
  return id;
}

Result<void> check(const JournalOptions& options) {
  const std::uint64_t bytes = options.segment_bytes;
  if (bytes >= min_segment_bytes && bytes <= max_segment_bytes && bytes % block_bytes == 0) return {};
  return Failure{FailureKind::invalid,
                 fmt::format("A journal segment of {} bytes can't be: choose a multiple of {} between {} and {}.",
                             bytes, block_bytes, min_segment_bytes, max_segment_bytes)};
}

// A directory in which nothing was ever acknowledged.
Result<void> check_new(Files& files, const Note& high_water) {
  const auto snapshots = list_snapshots(files);
  if (!snapshots) return snapshots.error();
  if (!snapshots->empty()) return missing_before_others(snapshots->back() + 1);
  return check_high_water(high_water, {}, "offset 0 of " + segment_name(first_segment) + ", which is missing");
}

// What a torn batch left goes, so that nothing stale is ever read there again.
Result<void> wipe(Files& files, const ScannedJournal& journal) {
  if (journal.remains_end == journal.tail.offset) return {};
  auto segment = open_segment(files, journal.tail.segment, Access::write);
  if (!segment) return segment.error();
  const AlignedBuffer zeros(journal.remains_end - journal.tail.offset);
  return segment->file->write(zeros.span(), journal.tail.offset);
}

// A state, and the journal's end to which it belongs. Nothing has been changed yet.
struct Replayed {
  ScannedJournal journal;
  inventory::State state;
  inventory::Instant last_event_at;
  Recovered recovered;
  std::vector<std::uint64_t> unreadable_snapshots;
};

Result<Replayed> replay(Files& files, const std::vector<std::uint64_t>& segments, const inventory::Capacity& capacity,
                        const OnProgress& on_progress) {
  ProgressReport progress(on_progress);
  auto base = find_replay_base(files, segments, capacity, [&](std::uint64_t done, std::uint64_t total) {
    progress.of_snapshot(done, total);
    return Result<void>();
  });
  if (!base) return base.error();
  const auto first = base->end ? std::upper_bound(segments.begin(), segments.end(), base->end->segment)
                               : segments.begin();
  progress.begin_journal(bytes_of(files, std::span(first, segments.end())));

  Replay replay(std::move(base->state), base->last_event_at);
  ScanCallbacks callbacks;
  callbacks.on_batch = [&](const Batch& batch, std::uint64_t bytes) -> Result<void> {
    if (auto taken = replay.take(batch); !taken) return taken;
    progress.of_journal(bytes, replay.events());
    return {};
  };
  auto journal = scan_journal(files, segments, {.after = base->end, .store = base->store}, callbacks);
  if (!journal) return journal.error();

  Recovered recovered = progress.sum();
  recovered.bytes = journal->bytes;
  recovered.torn_batch_dropped = journal->torn;
  recovered.closed_in_good_order = journal->closed_in_good_order;
  if (base->end) recovered.snapshot_segment = base->end->segment;
  for (const Failure& damage : base->damage) recovered.damaged_snapshots.push_back(damage.message);
  return Replayed{std::move(*journal), std::move(replay.state()), replay.last_event_at(), std::move(recovered),
                  std::move(base->unreadable)};
}

// Those that count, of all there are: two of them make older segments superfluous.
KeptSnapshots readable(Files& files, std::vector<std::uint64_t> segments,
                       const std::vector<std::uint64_t>& unreadable) {
  std::erase_if(segments, [&](auto segment) { return std::ranges::count(unreadable, segment) > 0; });
  const std::uint64_t bytes = bytes_of_snapshots(files, segments);
  return {std::move(segments), bytes};
}

// That the journal holds all that was acknowledged, as far as what stands beside it knows.
Result<void> check_end(const JournalTail& tail, const Note& high_water, const std::vector<std::uint64_t>& snapshots) {
  const std::string end = fmt::format("offset {} of {}", tail.offset, segment_name(tail.segment));
  if (auto checked = check_high_water(high_water, tail.position, end); !checked) return checked;
  return check_reach(snapshots, tail.segment);
}

}  // namespace

Result<void> create_store(Files& files, const StoreId& id, const JournalOptions& options) {
  if (auto checked = check(options); !checked) return checked;
  SegmentHeader header;
  header.store = id;
  header.number = first_segment;
  header.epoch = first_epoch;
  header.segment_bytes = options.segment_bytes;
  return create_segment(files, header);
}

Result<Store> open_store(Files& files, const JournalOptions& options, const inventory::Capacity& capacity,
                         const OnProgress& on_progress) {
  auto segments = list_segments(files);
  if (!segments) return segments.error();
  const auto high_water = files.open_note(high_water_name);
  if (!high_water) return high_water.error();
  const bool is_new = segments->empty();
  if (is_new) {
    if (auto checked = check_new(files, **high_water); !checked) return checked.error();
    if (auto created = create_store(files, random_store_id(), options); !created) return created.error();
    segments->push_back(first_segment);
  }

  auto replayed = replay(files, *segments, capacity, on_progress);
  if (!replayed) return replayed.error();
  replayed->recovered.created = is_new;
  const JournalTail& tail = replayed->journal.tail;
  auto snapshots = list_snapshots(files);
  if (!snapshots) return snapshots.error();
  if (auto checked = check_end(tail, **high_water, *snapshots); !checked) return checked.error();

  if (auto wiped = wipe(files, replayed->journal); !wiped) return wiped.error();
  if (auto removed = remove_unfinished_snapshot(files); !removed) return removed.error();
  auto kept = readable(files, std::move(*snapshots), replayed->unreadable_snapshots);
  auto opened = open_journal(files, tail, {options, capacity, std::move(kept), replayed->journal.segments});
  if (!opened) return opened.error();
  replayed->state.populate();
  return Store{replayed->journal.store, std::move(replayed->state), std::move(*opened), replayed->last_event_at,
               std::move(replayed->recovered)};
}

}  // namespace doorbuster::core
