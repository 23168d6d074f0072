// Finds the cursor's batch, decodes it, and remembers how far it got, so that paging through a large batch reads it
// once.
#include "core/journal/event_reader.hpp"

#include <algorithm>
#include <optional>

#include "core/journal/segment_reader.hpp"

namespace doorbuster::core {

struct EventReader::Cache {
  explicit Cache(Files& the_files) : files(the_files) {}

  Files& files;
  std::optional<SegmentReader> segment;

  // The batch that is being read, from its next event on.
  struct {
    std::uint64_t segment = 0;
    std::uint64_t offset = 0;
    std::uint64_t end_offset = 0;
    bool ends_segment = false;
    inventory::Instant base;
    inventory::Position next;
    std::uint64_t last = 0;  // position of its last event
    std::vector<std::byte> bytes;
    std::span<const std::byte> left;
  } batch;

  [[nodiscard]] Result<SegmentReader*> open(std::uint64_t number);
  [[nodiscard]] Result<std::optional<std::uint64_t>> first_position(std::uint64_t segment_number);
  [[nodiscard]] Result<void> find(EventCursor& cursor);
  [[nodiscard]] Result<void> load(const EventCursor& cursor);
  [[nodiscard]] Result<void> take(EventCursor& cursor, std::uint64_t stable, std::size_t at_most,
                                  std::vector<RecordedEvent>& events);
};

Result<SegmentReader*> EventReader::Cache::open(std::uint64_t number) {
  if (!segment || segment->header().number != number) {
    auto opened = SegmentReader::open(files, number, short_read_ahead);
    if (!opened) return opened.error();
    segment.emplace(std::move(*opened));
  }
  return &*segment;
}

// Nothing if nothing was written to it yet.
Result<std::optional<std::uint64_t>> EventReader::Cache::first_position(std::uint64_t segment_number) {
  auto reader = open(segment_number);
  if (!reader) return reader.error();
  (*reader)->forget();
  const auto first = (*reader)->batch_at(block_bytes);
  if (!first) return first.error();
  return *first ? std::optional((*first)->header.first_position) : std::nullopt;
}

// Puts the cursor on the first batch of the segment that holds the event after it.
Result<void> EventReader::Cache::find(EventCursor& cursor) {
  const auto segments = list_segments(files);
  if (!segments) return segments.error();
  for (auto number = segments->rbegin(); number != segments->rend(); ++number) {
    const auto first = first_position(*number);
    if (!first) return first.error();
    if (!*first || **first > cursor.after.value + 1) continue;
    cursor.segment = *number;
    cursor.offset = block_bytes;
    return {};
  }
  return Failure{FailureKind::invalid, "The journal no longer holds events from this position on."};
}

Result<void> EventReader::Cache::load(const EventCursor& cursor) {
  if (batch.segment == cursor.segment && batch.offset == cursor.offset && batch.next.value <= cursor.after.value + 1) {
    return {};
  }
  auto reader = open(cursor.segment);
  if (!reader) return reader.error();
  const auto found = (*reader)->batch_at(cursor.offset);
  if (!found) return found.error();
  if (!*found) return damaged(cursor.segment, cursor.offset, "the batch that was stable here is not what was written");

  const BatchHeader& header = (*found)->header;
  batch.segment = cursor.segment;
  batch.offset = cursor.offset;
  batch.end_offset = cursor.offset + batch_bytes(header);
  batch.ends_segment = (header.flags & flag_end_of_segment) != 0;
  batch.base.ms = header.base_time_ms;
  batch.last = header.first_position + header.events - 1;
  const bool wanted = batch.last > cursor.after.value;  // else it is only passed by
  batch.next.value = wanted ? header.first_position : batch.last + 1;
  batch.bytes.assign((*found)->body.begin(), wanted ? (*found)->body.end() : (*found)->body.begin());
  batch.left = batch.bytes;
  return {};
}

// From the loaded batch; past its end, the cursor goes on to the next.
Result<void> EventReader::Cache::take(EventCursor& cursor, std::uint64_t stable, std::size_t at_most,
                                      std::vector<RecordedEvent>& events) {
  const std::uint64_t end = std::min(batch.last, stable);
  while (batch.next.value <= batch.last && cursor.after.value < end && events.size() < at_most) {
    RecordedEvent recorded{batch.next, {}};
    if (!decode_record(batch.left, batch.base, recorded.event)) {
      return damaged(batch.segment, batch.offset, "an event can't be read");
    }
    ++batch.next.value;
    if (recorded.position.value <= cursor.after.value) continue;
    cursor.after = recorded.position;
    events.push_back(std::move(recorded));
  }
  if (cursor.after.value < batch.last) return {};
  cursor.segment = batch.ends_segment ? batch.segment + 1 : batch.segment;
  cursor.offset = batch.ends_segment ? block_bytes : batch.end_offset;
  return {};
}

EventReader::EventReader(Files& files) : cache_(std::make_unique<Cache>(files)) {}
EventReader::~EventReader() = default;

// A batch whose first event is stable is stable as a whole, and so is all before it: as long as an event up to
// `stable` is still to come, whatever stands at the cursor was written and stays as it is.
Result<void> EventReader::read(EventCursor& cursor, inventory::Position stable, std::size_t at_most,
                               std::vector<RecordedEvent>& events) {
  if (cache_->segment) cache_->segment->forget();  // written since, perhaps
  const std::size_t full = events.size() + at_most;
  while (cursor.after < stable && events.size() < full) {
    if (cursor.segment == 0) {
      if (auto found = cache_->find(cursor); !found) return found;
      cache_->segment->forget();
    }
    if (auto loaded = cache_->load(cursor); !loaded) return loaded;
    if (auto taken = cache_->take(cursor, stable.value, full, events); !taken) {
      cache_->batch.segment = 0;  // of its rest nobody knows where an event begins
      return taken;
    }
  }
  return {};
}

// The oldest segment may be recycled between the look at the directory and the look into the file; the next look at
// the directory then finds another one.
Result<inventory::Position> EventReader::oldest() {
  std::uint64_t looked_into = 0;
  for (;;) {
    const auto segments = list_segments(cache_->files);
    if (!segments) return segments.error();
    if (segments->empty()) return inventory::Position{1};
    const auto first = cache_->first_position(segments->front());
    if (first) return inventory::Position{first->value_or(1)};
    if (segments->front() == looked_into) return first.error();
    looked_into = segments->front();
  }
}

}  // namespace doorbuster::core
