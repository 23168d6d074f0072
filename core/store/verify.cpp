// One pass over the journal, with a look at each snapshot at its place.
#include "core/store/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/journal/high_water.hpp"
#include "core/journal/journal_scan.hpp"
#include "core/snapshot/empty_state.hpp"
#include "core/snapshot/replay.hpp"
#include "core/snapshot/replay_base.hpp"
#include "core/snapshot/snapshot_format.hpp"

namespace doorbuster::core {
namespace {

// A running server may recycle segments and replace snapshots while they are read; then all is read anew, so many
// times at most.
constexpr int tries_most = 5;

class Verification {
 public:
  Verification(Files& files, const inventory::Capacity& capacity, const OnProgress& on_progress)
      : files_(files), capacity_(capacity), progress_(on_progress) {}

  Result<Verified> run();
  // Whether something that was there at the beginning is there no more.
  [[nodiscard]] bool directory_has_changed() const;

 private:
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> look_at_snapshot(const SealedEnd& end);
  [[nodiscard]] Result<void> begin_with_snapshot(std::uint64_t segment);
  [[nodiscard]] Result<Snapshot> read(std::uint64_t segment);
  [[nodiscard]] bool has_snapshot(std::uint64_t segment) const {
    return std::binary_search(snapshots_.begin(), snapshots_.end(), segment);
  }

  Files& files_;
  const inventory::Capacity& capacity_;
  ProgressReport progress_;
  std::vector<std::uint64_t> segments_;
  std::vector<std::uint64_t> snapshots_;
  std::unique_ptr<Note> high_water_;
  ScanRange range_;
  std::optional<Replay> replay_;  // from where the state is known
};

Result<Verified> Verification::run() {
  if (auto begun = begin(); !begun) return begun.error();
  ScanCallbacks callbacks;
  callbacks.on_batch = [&](const Batch& batch, std::uint64_t bytes) -> Result<void> {
    if (!replay_) return {};
    if (auto taken = replay_->take(batch); !taken) return taken;
    progress_.of_journal(bytes, replay_->events());
    return {};
  };
  callbacks.on_sealed = [&](const SealedEnd& end) { return look_at_snapshot(end); };
  const auto journal = scan_journal(files_, segments_, range_, callbacks);
  if (!journal) return journal.error();

  const JournalTail& tail = journal->tail;
  if (!replay_) return no_way_back(segments_, {});
  if (auto reached = check_reach(snapshots_, tail.segment); !reached) return reached.error();
  const std::string end = fmt::format("offset {} of {}", tail.offset, segment_name(tail.segment));
  if (auto checked = check_high_water(*high_water_, tail.position, end); !checked) return checked.error();

  Verified verified;
  verified.id = journal->store;
  verified.recovered = progress_.sum();
  verified.recovered.bytes = journal->bytes;
  verified.recovered.torn_batch_dropped = journal->torn;
  verified.recovered.closed_in_good_order = journal->closed_in_good_order;
  verified.segments = journal->segments;
  verified.oldest_segment = segments_.front();
  verified.batches = journal->batches;
  verified.snapshots = snapshots_.size();
  verified.position = tail.position;
  verified.fingerprint = inventory::fingerprint(replay_->state());
  return verified;
}

// The note first: whatever it says now stands in the journal that is read after.
Result<void> Verification::begin() {
  auto high_water = files_.open_note(high_water_name);
  if (!high_water) return high_water.error();
  high_water_ = std::move(*high_water);
  auto snapshots = list_snapshots(files_);
  if (!snapshots) return snapshots.error();
  snapshots_ = std::move(*snapshots);
  auto segments = list_segments(files_);
  if (!segments) return segments.error();
  segments_ = std::move(*segments);
  if (segments_.empty()) return no_journal();

  progress_.begin_journal(bytes_of(files_, segments_));
  const std::uint64_t before = segments_.front() - 1;
  if (segments_.front() == first_segment) replay_.emplace(empty_state(capacity_), inventory::Instant{});
  return has_snapshot(before) ? begin_with_snapshot(before) : Result<void>();
}

Result<void> Verification::begin_with_snapshot(std::uint64_t segment) {
  auto snapshot = read(segment);
  if (!snapshot) return snapshot.error();
  range_.after = snapshot->of.end;
  range_.store = snapshot->of.store;
  replay_.emplace(std::move(snapshot->state), snapshot->of.last_event_at);
  return {};
}

Result<void> Verification::look_at_snapshot(const SealedEnd& end) {
  if (!has_snapshot(end.segment)) return {};
  auto snapshot = read(end.segment);
  if (!snapshot) return snapshot.error();
  const std::string name = snapshot_name(end.segment);
  if (snapshot->of.end.position != end.position || snapshot->of.end.checksum != end.checksum) {
    return snapshot_damaged(name, 0, "it does not fit the journal at its place");
  }
  if (replay_ && inventory::fingerprint(replay_->state()) != snapshot->fingerprint) {
    return snapshot_damaged(name, 0, "the state in it is not what the journal comes to at its place");
  }
  if (!replay_) replay_.emplace(std::move(snapshot->state), snapshot->of.last_event_at);
  return {};
}

Result<Snapshot> Verification::read(std::uint64_t segment) {
  auto snapshot = read_snapshot(files_, segment, capacity_, unwatched);
  if (snapshot && inventory::fingerprint(snapshot->state) != snapshot->fingerprint) {
    return snapshot_damaged(snapshot_name(segment), 0, "the state in it is not the one that was written");
  }
  return snapshot;
}

bool Verification::directory_has_changed() const {
  const auto segments = list_segments(files_);
  const auto snapshots = list_snapshots(files_);
  return segments && snapshots && !segments->empty() && !segments_.empty() &&
         (segments->front() > segments_.front() || *snapshots != snapshots_);
}

}  // namespace

Result<Verified> verify_store(Files& files, const inventory::Capacity& capacity, const OnProgress& on_progress) {
  for (int tries = 1;; ++tries) {
    Verification verification(files, capacity, on_progress);
    auto verified = verification.run();
    if (verified || tries == tries_most || !verification.directory_has_changed()) return verified;
  }
}

}  // namespace doorbuster::core
