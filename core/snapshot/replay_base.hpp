// Where a replay begins: after the newest snapshot that can be read, or at the journal's very beginning.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "core/snapshot/snapshot.hpp"

namespace doorbuster::core {

struct ReplayBase {
  inventory::State state;
  inventory::Instant last_event_at;
  std::optional<SealedEnd> end;  // of what is in the state; nothing: the journal from its beginning
  std::optional<StoreId> store;  // the snapshot's
  std::vector<std::uint64_t> unreadable = {};  // newer snapshots, by segment
  std::vector<Failure> damage = {};            // what is wrong with each
};

// `segments`: those that are kept, at least one. Only snapshots of segments up to `newest` are looked at.
[[nodiscard]] Result<ReplayBase> find_replay_base(
    Files& files, const std::vector<std::uint64_t>& segments, const inventory::Capacity& capacity,
    const OnSnapshotBytes& on_bytes, std::uint64_t newest = std::numeric_limits<std::uint64_t>::max());

// The journal's beginning is not kept, and no snapshot stands for it; `damage` says why, newest first.
[[nodiscard]] Failure no_way_back(const std::vector<std::uint64_t>& segments, const std::vector<Failure>& damage);

}  // namespace doorbuster::core
