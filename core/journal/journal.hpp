// The journal as the engine sees it: events go in, and become stable a batch at a time.
// The format is in journal_format.hpp and docs/journal.md; knows nothing of commands, queues or HTTP.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/files/file.hpp"
#include "core/meters.hpp"
#include "core/result.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

struct JournalOptions {
  std::uint64_t segment_bytes = 64ull << 20;  // of a new store; a multiple of block_bytes, at least 4 MiB
  // Of sealed segments, so much is kept at least; older ones that both snapshots cover are recycled. 0: keep all.
  std::uint64_t retain_bytes = 0;
  // A snapshot is made whenever so much has been sealed since the last one. 0: never.
  std::uint64_t snapshot_every_bytes = 512ull << 20;
  // Told of a snapshot that could not be made, on the engine's thread, by the next poll(); the journal goes on and
  // tries again with its next segment. Empty: nobody is.
  std::function<void(const Failure&)> on_snapshot_failure = {};
};

// Readable from any thread.
struct JournalMeters {
  Counter batches;
  Counter bytes;           // on the device, padding and all
  Counter segments;        // begun since start
  Counter recycled;        // of those, in a spent segment's file
  Gauge kept_bytes;        // of all segments there are
  Counter snapshots;       // made since start
  Counter snapshot_failures;
  Gauge snapshot_segment;  // the last segment that the newest snapshot covers; 0: there is none
  Gauge snapshots_kept_bytes;
  LatencyHistogram write;  // one batch: handed to the device -> stable
};

// One thread: the engine's, but for meters().
class Journal {
 public:
  virtual ~Journal() = default;

  // Whether append() may be called for one more command (limits::events_per_command events of any size), or for one
  // sweep's ends of holds. When not, wait for poll().
  [[nodiscard]] virtual bool has_room() const = 0;
  // Adds an event, already applied, to the open batch. Positions count up by one.
  virtual void append(const inventory::Event& event) = 0;

  // Moves on: takes note of a write that is done and starts the next if there is something to write. After a failure
  // nothing is ever written again, and the same failure comes back each time.
  [[nodiscard]] virtual Result<void> poll() = 0;
  // Whether the last batch still lacks a later one that tells it was stable.
  [[nodiscard]] virtual bool mark_due() const = 0;
  // As poll(); and if nothing waits to be written and a mark is due, starts writing that. For when nothing has come
  // for a while: an order that comes during the mark's write has to wait for it.
  [[nodiscard]] virtual Result<void> poll_idle() = 0;
  // All up to this position survives a crash.
  [[nodiscard]] virtual inventory::Position stable_position() const = 0;
  // A write is under way or waits to be.
  [[nodiscard]] virtual bool busy() const = 0;

  // Becomes readable when the write under way may be done, for poll(2); -1 if there is no such descriptor.
  [[nodiscard]] virtual int write_done_descriptor() const = 0;

  [[nodiscard]] virtual const JournalMeters& meters() const = 0;

  // Makes the rest stable and marks the journal as closed in good order. Blocks. Nothing may be appended after.
  [[nodiscard]] virtual Result<void> close() = 0;
};

}  // namespace doorbuster::core
