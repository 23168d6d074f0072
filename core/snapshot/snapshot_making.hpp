// Makes a snapshot out of what is on the disk: the newest one there is, and the sealed segments after it. The live
// state is not touched, nor its thread.
#pragma once

#include <atomic>
#include <vector>

#include "core/snapshot/snapshot.hpp"

namespace doorbuster::core {

inline constexpr std::size_t snapshots_kept = 2;

// All snapshots that there are, by segment, ascending, and their size together.
struct KeptSnapshots {
  std::vector<std::uint64_t> segments;
  std::uint64_t bytes = 0;
};

// Of all up to the end of the sealed segment `segment`. Once it is there the oldest go, so that snapshots_kept stay,
// and such as can't be read. Blocks for as long as all that reading and writing takes; gives up soon after `cancelled`.
[[nodiscard]] Result<KeptSnapshots> make_snapshot(Files& files, std::uint64_t segment,
                                                 const inventory::Capacity& capacity,
                                                 const std::atomic<bool>& cancelled);

}  // namespace doorbuster::core
