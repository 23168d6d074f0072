// Reads back, from the files, the events that the journal holds: for the event feed and for `journal dump`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/files/file.hpp"
#include "core/result.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

struct RecordedEvent {
  inventory::Position position;
  inventory::Event event;
};

// A place in the journal, with what it takes to go on from there without searching. Made by EventReader.
struct EventCursor {
  inventory::Position after;      // the last event read
  std::uint64_t segment = 0;      // 0: not found yet
  std::uint64_t offset = 0;       // of the batch that holds the next event
};

// Blocking; one thread at a time. Safe beside the journal's writer: it never reads past `stable`.
class EventReader {
 public:
  // `files` outlives it. Opens segments read-only, as they are needed.
  explicit EventReader(Files& files);
  ~EventReader();
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // Appends up to `at_most` events that follow the cursor, none past `stable`, and moves the cursor on. No more
  // events when it appends none. `stable` is a position that the writer has told to be stable. A failure may also mean
  // that the segment was recycled meanwhile: then oldest() is past the cursor.
  [[nodiscard]] Result<void> read(EventCursor& cursor, inventory::Position stable, std::size_t at_most,
                                  std::vector<RecordedEvent>& events);

  // The oldest position that is still kept; 1 where all are. (A cursor before it can't be read: API's 410.)
  [[nodiscard]] Result<inventory::Position> oldest();

 private:
  struct Cache;
  std::unique_ptr<Cache> cache_;
};

}  // namespace doorbuster::core
