// Makes the next segment in the background.
#include "core/segment_preparer.hpp"

#include <algorithm>

namespace doorbuster::core {

void SegmentPreparer::prepare(std::uint64_t number) {
  model_.number = number;
  prepared_.reset();
  preparation_ = files_.begin([this]() -> Result<void> {
    auto made = make();
    if (!made) return made.error();
    prepared_ = std::move(*made);
    return {};
  });
}

Result<Segment> SegmentPreparer::take() {
  const auto done = preparation_->wait();
  preparation_.reset();
  if (!done) return make();
  return std::move(*prepared_);
}

Result<Segment> SegmentPreparer::make() const {
  const auto names = files_.list();
  if (!names) return names.error();
  const bool exists = std::find(names->begin(), names->end(), segment_name(model_.number)) != names->end();
  if (!exists) {
    if (auto created = create_segment(files_, model_); !created) return created.error();
  }
  return open_segment(files_, model_.number, Access::write);
}

}  // namespace doorbuster::core
