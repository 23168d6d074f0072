// When a snapshot is due, and what it makes superfluous.
#include "core/store/housekeeper.hpp"

#include <algorithm>

namespace doorbuster::core {
namespace {

// Of what has piled up without a snapshot, one takes in so many times JournalOptions::snapshot_every_bytes at most: a
// process that never lives long gets on all the same.
constexpr std::uint64_t intervals_at_once = 4;

}  // namespace

Housekeeper::Housekeeper(Files& files, const JournalOptions& options, const inventory::Capacity& capacity,
                         KeptSnapshots snapshots, JournalMeters& meters)
    : files_(files),
      options_(options),
      capacity_(capacity),
      snapshots_(std::move(snapshots)),
      meters_(meters),
      made_(KeptSnapshots{}) {
  publish();
}

Housekeeper::~Housekeeper() { cancelled_.store(true); }

void Housekeeper::sealed(std::uint64_t segment) {
  newest_sealed_ = segment;
  notice();
  const std::uint64_t last = snapshots_.segments.empty() ? 0 : snapshots_.segments.back();
  const std::uint64_t every = (options_.snapshot_every_bytes + options_.segment_bytes - 1) / options_.segment_bytes;
  if (every == 0 || segment < last + every || making_) return;
  begin_snapshot(std::min(segment, last + every * intervals_at_once));
}

void Housekeeper::notice() {
  if (making_ && making_->done()) note_made();
}

void Housekeeper::begin_snapshot(std::uint64_t segment) {
  making_ = files_.begin([this, segment]() -> Result<void> {
    made_ = make_snapshot(files_, segment, capacity_, cancelled_);
    if (!made_) return made_.error();
    return {};
  });
}

// One that failed, for want of space perhaps, is tried again with the next segment.
void Housekeeper::note_made() {
  const auto outcome = making_->wait();
  making_.reset();
  if (!outcome) {
    meters_.snapshot_failures.add();
    if (options_.on_snapshot_failure) options_.on_snapshot_failure(outcome.error());
    return;
  }
  snapshots_ = *made_;
  meters_.snapshots.add();
  publish();
}

void Housekeeper::publish() {
  meters_.snapshot_segment.set(snapshots_.segments.empty() ? 0 : snapshots_.segments.back());
  meters_.snapshots_kept_bytes.set(snapshots_.bytes);
}

std::uint64_t Housekeeper::spent() const {
  if (options_.retain_bytes == 0 || snapshots_.segments.size() < snapshots_kept) return 0;
  const std::uint64_t retained = (options_.retain_bytes + options_.segment_bytes - 1) / options_.segment_bytes;
  const std::uint64_t beyond = newest_sealed_ > retained ? newest_sealed_ - retained : 0;
  return std::min(snapshots_.segments.front(), beyond);
}

}  // namespace doorbuster::core
