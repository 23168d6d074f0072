// Decodes ahead, applies behind.
#include "core/snapshot/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/snapshot/want_of_room.hpp"

namespace doorbuster::core {
namespace {

Failure refuse(const BatchHeader& header, std::uint32_t index, std::string_view why) {
  if (inventory::is_want_of_room(why)) return want_of_room(segment_name(header.segment), why);
  return damaged(header.segment, header.offset,
                 fmt::format("event {} does not fit what came before: {}", header.first_position + index, why));
}

}  // namespace

Result<void> Replay::take(const Batch& batch) {
  auto left = batch.body;
  const inventory::Instant base{batch.header.base_time_ms};
  std::uint32_t applied = 0;
  std::uint32_t decoded = 0;
  while (decoded < batch.header.events && decode_record(left, base, ahead(decoded))) {
    prefetch(state_, ahead(decoded++));
    if (decoded - applied >= look_ahead / 2) prefetch_further(state_, ahead(decoded - look_ahead / 2));
    if (decoded - applied < look_ahead) continue;
    if (const auto misfit = apply(ahead(applied))) return refuse(batch.header, applied, *misfit);
    ++applied;
  }
  for (; applied < decoded; ++applied) {
    if (const auto misfit = apply(ahead(applied))) return refuse(batch.header, applied, *misfit);
  }
  if (decoded < batch.header.events) return refuse(batch.header, decoded, "it can't be read");
  if (!left.empty()) return refuse(batch.header, batch.header.events, "there are bytes after the last event");
  events_ += batch.header.events;
  return {};
}

std::optional<std::string_view> Replay::apply(const inventory::Event& event) {
  last_event_at_ = std::max(last_event_at_, event.at);
  return inventory::apply(state_, event);
}

}  // namespace doorbuster::core
