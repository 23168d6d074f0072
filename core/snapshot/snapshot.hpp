// Snapshots: the state after the last event of a sealed segment, in a file of its own, so that a start need not read
// the journal from its beginning. How they are named, written and read; when one is due is the housekeeper's.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/files/file.hpp"
#include "core/journal/journal_scan.hpp"
#include "core/snapshot/snapshot_format.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

// "snapshot-00000012.snap": of all up to the end of segment 12.
[[nodiscard]] std::string snapshot_name(std::uint64_t segment);

// The segments whose ends there are snapshots of, ascending.
[[nodiscard]] Result<std::vector<std::uint64_t>> list_snapshots(Files& files);

// Of all these together; one that can't be opened counts nothing.
[[nodiscard]] std::uint64_t bytes_of_snapshots(Files& files, std::span<const std::uint64_t> segments);

// What a snapshot is of.
struct SnapshotOf {
  StoreId store;
  SealedEnd end;
  inventory::Instant last_event_at;
};

// Called while a snapshot is written or read, with how far in its file that has come, and how large that is (0: not
// known yet). Its failure ends the work.
using OnSnapshotBytes = std::function<Result<void>(std::uint64_t done, std::uint64_t total)>;
// For who lets it run to its end and doesn't look.
[[nodiscard]] inline Result<void> unwatched(std::uint64_t, std::uint64_t) { return {}; }

// Writes it aside and gives it its name once it is whole and stable and has been read back. What was written of one
// that fails is removed again: where the disk is full, the journal needs its space.
[[nodiscard]] Result<void> write_snapshot(Files& files, const SnapshotOf& of, const inventory::State& state,
                                          const OnSnapshotBytes& on_bytes);
// What a process that was killed left of one.
[[nodiscard]] Result<void> remove_unfinished_snapshot(Files& files);

// A snapshot is of sealed segments, so the journal goes on in a later one. FailureKind::corrupt if it ends sooner, in
// `last_segment`: what was acknowledged is gone.
[[nodiscard]] Result<void> check_reach(std::span<const std::uint64_t> snapshots, std::uint64_t last_segment);

struct Snapshot {
  SnapshotOf of;
  inventory::Fingerprint fingerprint;
  inventory::State state;
  std::uint64_t bytes = 0;  // of the file
};
// Damage is FailureKind::corrupt and names the place. That the state comes to the fingerprint is for verify_store().
[[nodiscard]] Result<Snapshot> read_snapshot(Files& files, std::uint64_t segment, const inventory::Capacity& capacity,
                                             const OnSnapshotBytes& on_bytes);

}  // namespace doorbuster::core
