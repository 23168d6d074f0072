// From the newest snapshot to the older ones, and then to the first segment.
#include "core/snapshot/replay_base.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/snapshot/empty_state.hpp"

namespace doorbuster::core {
namespace {

// The journal goes on where the snapshot ends.
bool joins(const std::vector<std::uint64_t>& segments, std::uint64_t snapshot) {
  return std::binary_search(segments.begin(), segments.end(), snapshot + 1);
}

}  // namespace

Result<ReplayBase> find_replay_base(Files& files, const std::vector<std::uint64_t>& segments,
                                    const inventory::Capacity& capacity, const OnSnapshotBytes& on_bytes,
                                    std::uint64_t newest) {
  const auto snapshots = list_snapshots(files);
  if (!snapshots) return snapshots.error();
  std::vector<std::uint64_t> unreadable;
  std::vector<Failure> damage;
  std::optional<ReplayBase> base;
  for (auto segment = snapshots->rbegin(); segment != snapshots->rend() && !base; ++segment) {
    if (*segment > newest || !joins(segments, *segment)) continue;
    auto snapshot = read_snapshot(files, *segment, capacity, on_bytes);
    if (snapshot) {
      base = ReplayBase{std::move(snapshot->state), snapshot->of.last_event_at, snapshot->of.end, snapshot->of.store};
      continue;
    }
    const FailureKind kind = snapshot.error().kind;
    if (kind != FailureKind::corrupt && kind != FailureKind::io) return snapshot.error();
    unreadable.push_back(*segment);
    damage.push_back(snapshot.error());
  }
  if (!base && segments.front() != first_segment) return no_way_back(segments, damage);
  if (!base) base = ReplayBase{empty_state(capacity), {}, {}, {}};
  base->unreadable = std::move(unreadable);
  base->damage = std::move(damage);
  return std::move(*base);
}

Failure no_way_back(const std::vector<std::uint64_t>& segments, const std::vector<Failure>& damage) {
  if (damage.empty()) return missing_before_others(segments.front() - 1);
  // What can't be read just now need not be damaged.
  const bool unread = std::any_of(damage.begin(), damage.end(),
                                  [](const Failure& failure) { return failure.kind == FailureKind::io; });
  return Failure{unread ? FailureKind::io : FailureKind::corrupt,
                 fmt::format("{} No other can stand in for it, since the journal is kept from {} on only. Nothing was "
                             "changed. Keep a copy of the data directory, and restore that file from a backup.",
                             damage.front().message, segment_name(segments.front()))};
}

}  // namespace doorbuster::core
