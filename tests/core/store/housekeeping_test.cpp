// Snapshots as segments are sealed, starts from them, and segments recycled once nobody needs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/snapshot/snapshot_making.hpp"
#include "tests/core/histories/long_history.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint64_t segment = min_segment_bytes;

std::vector<std::uint64_t> snapshots_on(MemoryDisk& disk) {
  MemoryFiles files(disk);
  return *list_snapshots(files);
}
std::vector<std::uint64_t> segments_on(MemoryDisk& disk) {
  MemoryFiles files(disk);
  return *list_segments(files);
}

TEST(Housekeeping, MakesASnapshotWheneverSoMuchHasBeenSealed) {
  MemoryDisk disk;
  journal_long_history(disk, snapshots_only, 3 * events_a_segment / 2);
  EXPECT_THAT(snapshots_on(disk), IsEmpty());
  journal_long_history(disk, snapshots_only, 5 * events_a_segment / 2);
  EXPECT_THAT(snapshots_on(disk), ElementsAre(2));
  journal_long_history(disk, snapshots_only, 11 * events_a_segment / 2);
  EXPECT_THAT(snapshots_on(disk), ElementsAre(2, 4));
  EXPECT_EQ(segments_on(disk).front(), 1u) << "all is kept unless told otherwise";
}

TEST(Housekeeping, MakesNoneWhereNoneIsWanted) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, 5 * events_a_segment);
  EXPECT_THAT(snapshots_on(disk), IsEmpty());
}

TEST(Housekeeping, MakesTheOneThatIsDueAtTheNextStart) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, 5 * events_a_segment);
  journal_long_history(disk, snapshots_only, 5 * events_a_segment);
  EXPECT_THAT(snapshots_on(disk), ElementsAre(5));
}

TEST(Housekeeping, CatchesUpInStepsThatHaveABound) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, 7 * events_a_segment);
  const JournalOptions often{segment, 0, segment};
  journal_long_history(disk, often, 7 * events_a_segment);
  EXPECT_THAT(snapshots_on(disk), ElementsAre(4));
  journal_long_history(disk, often, 7 * events_a_segment);
  EXPECT_THAT(snapshots_on(disk), ElementsAre(4, 7));
}

TEST(Housekeeping, KeepsTheTwoNewestSnapshots) {
  MemoryDisk disk;
  journal_long_history(disk, snapshots_only, 8 * events_a_segment);
  EXPECT_THAT(snapshots_on(disk), ElementsAre(6, 8));
}

TEST(Housekeeping, AStartReadsOnlyWhatCameAfterTheSnapshot) {
  MemoryDisk disk;
  const std::size_t events = 9 * events_a_segment / 2;
  journal_long_history(disk, snapshots_only, events);
  MemoryFiles files(disk);
  const auto store = open_store(files, snapshots_only, small_capacity(), nullptr);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->recovered.snapshot_segment, 4u);
  EXPECT_LT(store->recovered.events, events_a_segment);
  EXPECT_EQ(store->last_event_at, long_history()[events - 1].at);
  EXPECT_EQ(inventory::fingerprint(store->state), fingerprint_after(long_history(), events));
  EXPECT_TRUE(inventory::broken_invariants(store->state).empty());
}

TEST(Housekeeping, SnapshotAndTailComeToTheSameAsAllOfTheJournal) {
  MemoryDisk with, without;
  for (std::size_t events = events_a_segment; events <= 7 * events_a_segment; events += events_a_segment * 2 / 3) {
    journal_long_history(with, snapshots_only, events);
    journal_long_history(without, no_upkeep, events);
    expect_state_after(with, events);
    expect_state_after(without, events);
  }
}

TEST(Housekeeping, RecyclesTheOldestSegments) {
  MemoryDisk disk;
  std::size_t most = 0;
  journal_long_history(disk, bounded, 11 * events_a_segment, [&](const Journal&) {
    most = std::max(most, segments_on(disk).size());
    return false;
  });
  const auto segments = segments_on(disk);
  EXPECT_GT(segments.front(), 4u);
  EXPECT_LE(most, 8u) << "up to two snapshots' worth, what is retained, the one in use, the one ahead";
  MemoryFiles files(disk);
  EXPECT_GT(open_segment(files, segments.back(), Access::read)->header.epoch, first_epoch);
  expect_state_after(disk, 11 * events_a_segment);
}

TEST(Housekeeping, TellsItsFigures) {
  MemoryDisk disk;
  journal_long_history(disk, bounded, 11 * events_a_segment, [&](const Journal& journal) {
    EXPECT_EQ(journal.meters().snapshot_failures.value(), 0u);
    EXPECT_EQ(journal.meters().kept_bytes.value(), segments_on(disk).size() * segment);
    return journal.meters().recycled.value() >= 2;
  });
  MemoryFiles files(disk);
  const auto store = open_store(files, bounded, small_capacity(), nullptr);
  const JournalMeters& meters = store->journal->meters();
  EXPECT_EQ(meters.snapshot_segment.value(), snapshots_on(disk).back());
  EXPECT_EQ(meters.snapshots_kept_bytes.value(), bytes_of_snapshots(files, snapshots_on(disk)));
  EXPECT_EQ(meters.kept_bytes.value(), segments_on(disk).size() * segment);
}

TEST(Housekeeping, KeepsAsMuchHistoryAsItWasTold) {
  MemoryDisk disk;
  constexpr std::uint64_t retained = 5;
  const JournalOptions options{segment, retained * segment - block_bytes, 2 * segment};
  journal_long_history(disk, options, 11 * events_a_segment);
  const auto segments = segments_on(disk);
  EXPECT_GT(segments.front(), 1u);
  EXPECT_GE(segments.size(), retained + 2) << "sealed ones, the one in use, the one ahead";
}

TEST(Housekeeping, RemovesWhatAShorterMemoryLeavesOver) {
  MemoryDisk disk;
  journal_long_history(disk, snapshots_only, 8 * events_a_segment);
  journal_long_history(disk, bounded, 10 * events_a_segment);
  EXPECT_LE(segments_on(disk).size(), 7u);
  expect_state_after(disk, 10 * events_a_segment);
}

TEST(Housekeeping, AFailedSnapshotIsTriedAgainAndHoldsUpNothing) {
  MemoryDisk disk;
  MemoryFiles files(disk);
  std::vector<std::string> told;
  JournalOptions options = snapshots_only;
  options.on_snapshot_failure = [&](const Failure& failure) { told.push_back(failure.message); };
  auto store = open_store(files, options, small_capacity(), nullptr);
  bool failed = false;
  bool gave_its_space_back = false;
  for (std::size_t next = 0; next < 9 * events_a_segment / 2; ++next) {
    if (told.size() == 1 && snapshots_on(disk).empty()) gave_its_space_back = !disk.has("snapshot-next.tmp");
    if (!failed && next > 3 * events_a_segment / 2) {
      files.fail_next("append");
      failed = true;
    }
    store->journal->append(long_history()[next]);
    ASSERT_TRUE(store->journal->poll());
  }
  EXPECT_EQ(store->journal->meters().snapshot_failures.value(), 1u);
  EXPECT_THAT(told, ElementsAre(HasSubstr("snapshot-next.tmp")));
  EXPECT_TRUE(gave_its_space_back) << "on a full disk the journal's next segment needs it";
  EXPECT_THAT(snapshots_on(disk), ElementsAre(3));
}

// Else its figures, and the word of a failure, would wait for a segment's worth of orders.
TEST(Housekeeping, ASnapshotIsNoticedWithoutAnotherSegment) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, 5 * events_a_segment);
  MemoryFiles files(disk);
  const auto store = open_store(files, snapshots_only, small_capacity(), nullptr);
  const JournalMeters& meters = store->journal->meters();
  ASSERT_TRUE(store->journal->poll());
  EXPECT_EQ(meters.snapshots.value(), 1u);
  EXPECT_EQ(meters.snapshot_segment.value(), snapshots_on(disk).back());
}

TEST(Housekeeping, WhatAKilledSnapshotLeftIsGoneAfterTheNextStart) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, events_a_segment);
  disk.create("snapshot-next.tmp", 1'000'000);
  journal_long_history(disk, no_upkeep, events_a_segment);
  EXPECT_FALSE(disk.has("snapshot-next.tmp"));
}

TEST(Housekeeping, AJournalThatIsClosedGivesUpItsSnapshot) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, 3 * events_a_segment);
  MemoryFiles files(disk);
  const auto made = make_snapshot(files, 2, small_capacity(), std::atomic<bool>(true));
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().message, HasSubstr("given up"));
  EXPECT_THAT(snapshots_on(disk), IsEmpty());
}

}  // namespace
}  // namespace doorbuster::core
