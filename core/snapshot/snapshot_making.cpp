// The background fold.
#include "core/snapshot/snapshot_making.hpp"

#include <algorithm>

#include "core/snapshot/replay.hpp"
#include "core/snapshot/replay_base.hpp"

namespace doorbuster::core {
namespace {

// Those that can't be read first, since they don't count; then the oldest.
Result<KeptSnapshots> drop_old_ones(Files& files, const std::vector<std::uint64_t>& unreadable) {
  for (const std::uint64_t segment : unreadable) {
    if (auto removed = files.remove(snapshot_name(segment)); !removed) return removed.error();
  }
  auto kept = list_snapshots(files);
  if (!kept) return kept.error();
  while (kept->size() > snapshots_kept) {
    if (auto removed = files.remove(snapshot_name(kept->front())); !removed) return removed.error();
    kept->erase(kept->begin());
  }
  return KeptSnapshots{*kept, bytes_of_snapshots(files, *kept)};
}

}  // namespace

Result<KeptSnapshots> make_snapshot(Files& files, std::uint64_t segment, const inventory::Capacity& capacity,
                                   const std::atomic<bool>& cancelled) {
  const auto go_on = [&](std::uint64_t, std::uint64_t) -> Result<void> {
    if (!cancelled.load(std::memory_order_relaxed)) return {};
    return Failure{FailureKind::invalid, "The snapshot was given up, because the journal is being closed."};
  };
  const auto segments = list_segments(files);
  if (!segments) return segments.error();
  auto base = find_replay_base(files, *segments, capacity, go_on, segment - 1);
  if (!base) return base.error();

  Replay replay(std::move(base->state), base->last_event_at);
  SealedEnd end;
  ScanCallbacks callbacks{.on_batch = [&](const Batch& batch, std::uint64_t bytes) -> Result<void> {
                            if (auto asked = go_on(bytes, 0); !asked) return asked;
                            return replay.take(batch);
                          },
                          .on_sealed = [&](const SealedEnd& sealed) {
                            end = sealed;
                            return Result<void>();
                          }};
  const auto journal = scan_journal(files, *segments, {base->end, segment, base->store}, callbacks);
  if (!journal) return journal.error();

  const SnapshotOf of{journal->store, end, replay.last_event_at()};
  if (auto written = write_snapshot(files, of, replay.state(), go_on); !written) return written.error();
  return drop_old_ones(files, base->unreadable);
}

}  // namespace doorbuster::core
