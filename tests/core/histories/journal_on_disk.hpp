// A journal written to a disk in memory, for tests that then do things to it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/journal/journal_format.hpp"
#include "core/journal/segment_files.hpp"
#include "tests/core/histories/histories.hpp"
#include "tests/support/memory_files.hpp"

namespace doorbuster::core {

inline const JournalOptions small_segments{min_segment_bytes};

// A store opened again, with the files that must outlive it.
class Reopened {
 public:
  explicit Reopened(support::MemoryDisk& disk)
      : files_(std::make_unique<support::MemoryFiles>(disk)),
        store_(open_store(*files_, small_segments, small_capacity(), nullptr)) {}

  explicit operator bool() const { return store_.has_value(); }
  [[nodiscard]] const Store* operator->() const { return &*store_; }
  [[nodiscard]] Failure error() const { return store_.error(); }

 private:
  std::unique_ptr<support::MemoryFiles> files_;
  Result<Store> store_;
};

[[nodiscard]] inline Reopened reopen(support::MemoryDisk& disk) { return Reopened(disk); }

// Opens the store on `disk`, journals `events` from the next on, `per_batch` to a batch, and stops as by SIGKILL once
// the last is stable and its mark written.
inline void journal_events(support::MemoryDisk& disk, const std::vector<inventory::Event>& events,
                           std::size_t per_batch) {
  support::MemoryFiles files(disk);
  auto store = open_store(files, small_segments, small_capacity(), nullptr);
  ASSERT_TRUE(store) << store.error().message;
  Journal& journal = *store->journal;
  for (std::size_t next = store->state.position().value; next < events.size();) {
    for (std::size_t i = 0; i < per_batch && next < events.size() && journal.has_room(); ++i) {
      journal.append(events[next++]);
    }
    ASSERT_TRUE(journal.poll());
  }
  while (journal.busy() || journal.mark_due()) ASSERT_TRUE(journal.poll_idle());
}

// Where the segment's blocks that aren't all zeros end.
[[nodiscard]] inline std::uint64_t written_bytes(const support::MemoryDisk& disk, std::uint64_t segment) {
  const std::string name = segment_name(segment);
  std::vector<std::byte> bytes(disk.size(name));
  disk.read(name, 0, bytes);
  std::size_t end = bytes.size();
  while (end > 0 && bytes[end - 1] == std::byte{0}) --end;
  return round_up_to_block(end);
}

// Overwrites one block with what `change` makes of it.
template <class Change>
void change_block(support::MemoryDisk& disk, std::uint64_t segment, std::uint64_t offset, Change&& change) {
  std::vector<std::byte> block(block_bytes);
  disk.read(segment_name(segment), offset, block);
  change(block);
  disk.write(segment_name(segment), offset, block);
}

// Makes nonsense of the first record of the batch there, under checksums that are right.
inline void make_unreadable(support::MemoryDisk& disk, std::uint64_t offset) {
  change_block(disk, 1, offset, [](std::vector<std::byte>& block) {
    BatchHeader header;
    ASSERT_TRUE(read_batch_header(block, header));
    ASSERT_LE(batch_bytes(header), block_bytes);
    block[sizeof header] = std::byte{0xff};
    seal_batch(header, block);
  });
}

}  // namespace doorbuster::core
