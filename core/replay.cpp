// Decodes and applies, an event at a time.
#include "core/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorbuster::core {
namespace {

Failure refuse(const BatchHeader& header, std::uint32_t index, std::string_view why) {
  return damaged(header.segment, header.offset,
                 fmt::format("event {} does not fit what came before: {}", header.first_position + index, why));
}

}  // namespace

Result<void> Replay::take(const Batch& batch) {
  auto left = batch.body;
  const inventory::Instant base{batch.header.base_time_ms};
  for (std::uint32_t i = 0; i < batch.header.events; ++i) {
    if (!decode_record(left, base, event_)) return refuse(batch.header, i, "it can't be read");
    if (const auto misfit = inventory::apply(state_, event_)) return refuse(batch.header, i, *misfit);
    last_event_at_ = std::max(last_event_at_, event_.at);
  }
  if (!left.empty()) return refuse(batch.header, batch.header.events, "there are bytes after the last event");
  events_ += batch.header.events;
  return {};
}

}  // namespace doorbuster::core
