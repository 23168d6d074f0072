// The scan's batches, decoded.
#include "core/store/journal_reading.hpp"

#include <fmt/format.h>

#include <vector>

#include "core/journal/journal_scan.hpp"

namespace doorbuster::core {
namespace {

Result<void> decode(const Batch& batch, std::vector<RecordedEvent>& events) {
  auto left = batch.body;
  if (batch.header.events > left.size() / min_record_bytes) {
    return damaged(batch.header.segment, batch.header.offset,
                   fmt::format("it says that it has {} events, and has no room for them", batch.header.events));
  }
  events.resize(batch.header.events);
  for (std::uint32_t i = 0; i < batch.header.events; ++i) {
    events[i].position.value = batch.header.first_position + i;
    if (!decode_record(left, {batch.header.base_time_ms}, events[i].event)) {
      return damaged(batch.header.segment, batch.header.offset, "an event can't be read");
    }
  }
  return {};
}

}  // namespace

Result<void> expect_journal(Files& files) {
  const auto segments = segment_numbers(files);
  if (!segments) return segments.error();
  if (segments->empty()) return no_journal();
  return {};
}

Result<void> read_journal(Files& files, const OnEvents& on_events) {
  const auto segments = list_segments(files);
  if (!segments) return segments.error();
  if (segments->empty()) return no_journal();
  std::vector<RecordedEvent> events;
  bool enough = false;
  ScanCallbacks callbacks;
  callbacks.on_batch = [&](const Batch& batch, std::uint64_t) -> Result<void> {
    if (auto decoded = decode(batch, events); !decoded) return decoded;
    enough = !on_events(batch.header.store, events);
    if (!enough) return {};
    return Failure{FailureKind::invalid, "Enough was read."};  // ends the scan; nobody sees it
  };
  const auto scanned = scan_journal(files, *segments, {}, callbacks);
  if (scanned || enough) return {};
  return scanned.error();
}

}  // namespace doorbuster::core
