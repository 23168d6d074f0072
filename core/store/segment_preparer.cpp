// Makes the next segment in the background.
#include "core/store/segment_preparer.hpp"

#include <algorithm>

namespace doorbuster::core {

void SegmentPreparer::prepare(std::uint64_t number, std::uint64_t spent) {
  model_.number = number;
  spent_ = spent;
  has_file_ = false;
  prepared_.reset();
  preparation_ = files_.begin([this]() -> Result<void> {
    auto made = make();
    if (!made) return made.error();
    prepared_ = std::move(*made);
    return {};
  });
}

Result<SegmentPreparer::Prepared> SegmentPreparer::take() {
  const auto done = preparation_->wait();
  preparation_.reset();
  if (done) return std::move(*prepared_);
  if (!has_file_) {
    const auto segments = segment_numbers(files_);
    if (!segments) return segments.error();
    const bool named = !segments->empty() && segments->back() >= model_.number;
    if (named) return done.error();
  }
  return make();
}

Result<SegmentPreparer::Prepared> SegmentPreparer::make() {
  const auto segments = list_segments(files_);
  if (!segments) return segments.error();
  bool recycled = false;
  if (segments->empty() || segments->back() < model_.number) {
    const auto reused = recycle(*segments);
    if (!reused) return reused.error();
    recycled = *reused;
    if (!recycled) {
      if (auto created = create_segment(files_, model_); !created) return created.error();
    }
  }
  has_file_ = true;
  auto segment = open_segment(files_, model_.number, Access::write);
  if (!segment) return segment.error();
  const auto kept = list_segments(files_);
  if (!kept) return kept.error();
  kept_bytes_.set(kept->size() * model_.segment_bytes);
  return Prepared{std::move(*segment), recycled};
}

// The oldest go first, so that those that stay have no gap wherever this ends.
Result<bool> SegmentPreparer::recycle(const std::vector<std::uint64_t>& segments) const {
  const auto end = std::upper_bound(segments.begin(), segments.end(), spent_);
  if (end == segments.begin()) return false;
  for (auto old = segments.begin(); old != end - 1; ++old) {
    if (auto removed = files_.remove(segment_name(*old)); !removed) return removed.error();
  }
  if (auto reused = recycle_segment(files_, *(end - 1), model_); !reused) return reused.error();
  return true;
}

}  // namespace doorbuster::core
