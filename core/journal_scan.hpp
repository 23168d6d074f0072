// Reads a whole journal in order and finds its end: tells a crash, which leaves a batch that nobody was promised, from
// damage, which is refused. Changes nothing. Safe beside a running writer: what it writes meanwhile may be seen or not.
#pragma once

#include <functional>
#include <vector>

#include "core/journal_writer.hpp"
#include "core/segment_reader.hpp"

namespace doorbuster::core {

struct ScannedJournal {
  StoreId store;
  JournalTail tail;                // where it goes on
  std::uint64_t remains_end = 0;   // of a torn batch at the tail; the tail's offset if there is none
  bool closed_in_good_order = false;
  std::uint64_t segments = 0;      // prepared ones too
  std::uint64_t batches = 0;
  std::uint64_t bytes = 0;         // up to the tail, in all segments
};

// Called with every batch, in order, each proven to follow the one before. Its failure ends the scan.
// `bytes`: how far the scan has come.
using OnBatch = std::function<Result<void>(const Batch& batch, std::uint64_t bytes)>;

// `segments`: what list_segments() gave, at least one.
[[nodiscard]] Result<ScannedJournal> scan_journal(Files& files, const std::vector<std::uint64_t>& segments,
                                                  const OnBatch& on_batch);

}  // namespace doorbuster::core
