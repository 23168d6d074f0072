// Reads a journal in order and finds its end: tells a crash, which leaves a batch that nobody was promised, from
// damage, which is refused. Changes nothing. Safe beside a running writer: what it writes meanwhile may be seen or not.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "core/journal/journal_tail.hpp"
#include "core/journal/segment_reader.hpp"

namespace doorbuster::core {

// The end of a sealed segment: all that is needed to read on in the next one.
struct SealedEnd {
  std::uint64_t segment = 0;
  inventory::Position position;  // of the last event up to there
  std::uint64_t checksum = 0;    // of the segment's last batch: what the next batch says of the one before it
};

struct ScanRange {
  // Read on from here. Nothing: read all there is; where segments before the oldest one are gone, its first batch is
  // believed in what it says of those.
  std::optional<SealedEnd> after;
  // The last segment to read. It is sealed, and not the journal's last, unless it is the default.
  std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  std::optional<StoreId> store;  // whose the segments must be; nothing: all of one store
};

struct ScannedJournal {
  StoreId store;
  JournalTail tail;                // where it goes on
  std::uint64_t remains_end = 0;   // up to where the disk may hold something past the tail; the tail's offset if not
  bool torn = false;               // a batch that was never acknowledged stands there
  bool closed_in_good_order = false;
  std::uint64_t segments = 0;      // that are kept, prepared ones too
  std::uint64_t batches = 0;
  std::uint64_t bytes = 0;         // read, in all segments
};

// Called with every batch, in order, each proven to follow the one before. Its failure ends the scan.
// `bytes`: how far the scan has come.
using OnBatch = std::function<Result<void>(const Batch& batch, std::uint64_t bytes)>;
// Called between two segments.
using OnSealed = std::function<Result<void>(const SealedEnd& end)>;

struct ScanCallbacks {
  OnBatch on_batch;
  OnSealed on_sealed = [](const SealedEnd&) { return Result<void>(); };
};

// `segments`: what list_segments() gave, at least one.
[[nodiscard]] Result<ScannedJournal> scan_journal(Files& files, const std::vector<std::uint64_t>& segments,
                                                  const ScanRange& range, const ScanCallbacks& callbacks);

}  // namespace doorbuster::core
