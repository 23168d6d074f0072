// A history that fills many small segments, written by the real journal to a disk in memory, a batch an event.
#pragma once

#include <algorithm>
#include <optional>

#include "tests/core/histories/journal_on_disk.hpp"

namespace doorbuster::core {

// Small segments, with less and more upkeep.
inline const JournalOptions no_upkeep{min_segment_bytes, 0, 0};
inline const JournalOptions snapshots_only{min_segment_bytes, 0, 2 * min_segment_bytes};
inline const JournalOptions bounded{min_segment_bytes, min_segment_bytes, 2 * min_segment_bytes};

inline constexpr std::uint64_t events_a_segment = min_segment_bytes / block_bytes;  // nearly

// Many orders, decided once for all tests.
[[nodiscard]] inline const std::vector<inventory::Event>& long_history() {
  static const std::vector<inventory::Event> events = [] {
    Shop shop;
    shop.open();
    shop.sell(8'000);
    return shop.events();
  }();
  return events;
}

// Writes long_history() to `disk`, from where the journal there ends, up to `events` or until `enough(journal)`; then
// stops as by SIGKILL once the last is stable and its mark is written.
template <class Enough>
void journal_long_history(support::MemoryDisk& disk, const JournalOptions& options, std::size_t events,
                          Enough&& enough) {
  support::MemoryFiles files(disk);
  auto store = open_store(files, options, small_capacity(), nullptr);
  ASSERT_TRUE(store) << store.error().message;
  Journal& journal = *store->journal;
  for (std::size_t next = store->state.position().value; next < events && !enough(journal); ++next) {
    journal.append(long_history()[next]);
    ASSERT_TRUE(journal.poll());
  }
  while (journal.busy() || journal.mark_due()) ASSERT_TRUE(journal.poll_idle());
}

inline void journal_long_history(support::MemoryDisk& disk, const JournalOptions& options, std::size_t events) {
  journal_long_history(disk, options, events, [](const Journal&) { return false; });
}

// That the disk's store opens, with exactly the first `events` in it.
inline void expect_state_after(support::MemoryDisk disk, std::size_t events) {
  support::MemoryFiles files(disk);
  const auto store = open_store(files, small_segments, small_capacity(), nullptr);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->state.position().value, events);
  EXPECT_EQ(inventory::fingerprint(store->state), fingerprint_after(long_history(), events));
}

}  // namespace doorbuster::core
