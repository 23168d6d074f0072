// Repair: nothing to do on what is well, no loss where none is needed, and never more than what stands after the
// damage; what it changes is kept aside.
#include "core/store/repair.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/journal/high_water.hpp"
#include "core/snapshot/snapshot.hpp"
#include "tests/core/histories/long_history.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t told = 7 * events_a_segment / 2;

class Repair : public testing::Test {
 protected:
  Repair() { journal_long_history(disk_, no_upkeep, told); }

  static RepairPlan plan(MemoryDisk& disk) {
    MemoryFiles files(disk);
    auto plan = plan_repair(files, small_capacity());
    EXPECT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(files.writes().empty()) << "a plan changes nothing";
    return std::move(*plan);
  }
  // Until there is nothing left to do; the first plan.
  static RepairPlan repair(MemoryDisk& disk) {
    const RepairPlan first = plan(disk);
    for (int rounds = 0; rounds < 5; ++rounds) {
      const RepairPlan next = plan(disk);
      if (next.findings.empty()) break;
      MemoryFiles files(disk);
      const auto done = carry_out(files, next);
      EXPECT_TRUE(done) << done.error().message;
    }
    EXPECT_THAT(plan(disk).findings, IsEmpty());
    return first;
  }
  static void expect_well(MemoryDisk& disk, std::size_t events) {
    {
      MemoryFiles files(disk);
      const auto verified = verify_store(files, small_capacity(), nullptr);
      ASSERT_TRUE(verified) << verified.error().message;
    }
    expect_state_after(disk, events);
  }
  static void flip(MemoryDisk& disk, std::uint64_t number, std::uint64_t offset) {
    change_block(disk, number, offset, [](auto& bytes) { bytes[200] ^= std::byte{1}; });
  }

  MemoryDisk disk_;
};

TEST_F(Repair, HasNothingToDoOnAJournalThatIsWell) {
  const RepairPlan found = plan(disk_);
  EXPECT_THAT(found.findings, IsEmpty());
  EXPECT_EQ(found.last_kept.value, told);
}

TEST_F(Repair, KeepsAllBeforeTheDamageAndSaysWhatIsLost) {
  flip(disk_, 2, 100 * block_bytes);
  const MemoryDisk damaged = disk_;
  const RepairPlan done = repair(disk_);
  ASSERT_THAT(done.findings, Not(IsEmpty()));
  EXPECT_THAT(done.findings[0], HasSubstr("journal-00000002.seg at offset 409600"));
  ASSERT_TRUE(done.cut);
  EXPECT_EQ(done.cut->segment.number, 2u);
  EXPECT_EQ(done.cut->offset, 100 * block_bytes);
  EXPECT_GT(done.last_kept.value, events_a_segment);
  EXPECT_EQ(done.last_lost.value, told);
  expect_well(disk_, done.last_kept.value);

  std::vector<std::byte> before(min_segment_bytes), after(min_segment_bytes);
  damaged.read(segment_name(2), 0, before);
  disk_.read(segment_name(2) + ".damaged", 0, after);
  EXPECT_EQ(before, after) << "the original is kept";
  EXPECT_THAT(disk_.names(), Contains(segment_name(3) + ".damaged"));
}

TEST_F(Repair, TheJournalGoesOnWhereItWasCut) {
  flip(disk_, 2, 100 * block_bytes);
  const RepairPlan done = repair(disk_);
  journal_long_history(disk_, no_upkeep, told);
  expect_well(disk_, told);
}

TEST_F(Repair, OfASegmentsHeaderLosesNothing) {
  for (const std::uint64_t number : {1u, 2u, 4u}) {
    MemoryDisk disk = disk_;
    flip(disk, number, 0);
    const RepairPlan done = repair(disk);
    ASSERT_TRUE(done.header);
    EXPECT_EQ(done.header->number, number);
    expect_well(disk, told);
    EXPECT_TRUE(disk.has(segment_name(number) + ".damaged"));
  }
}

TEST_F(Repair, OfSeveralHeadersTakesAsManyRounds) {
  flip(disk_, 1, 0);
  flip(disk_, 3, 0);
  repair(disk_);
  expect_well(disk_, told);
}

TEST_F(Repair, OfAllHeadersTakesThemFromTheirBatches) {
  for (std::uint64_t number = 1; disk_.has(segment_name(number)); ++number) flip(disk_, number, 0);
  const RepairPlan done = repair(disk_);
  EXPECT_THAT(done.findings, Not(IsEmpty()));
  expect_well(disk_, told);
}

TEST_F(Repair, WhereNothingCanBeReadThereIsNoWay) {
  for (std::uint64_t number = 1; disk_.has(segment_name(number)); ++number) {
    flip(disk_, number, 0);
    change_block(disk_, number, block_bytes, [](auto& batch) { batch[sizeof(BatchHeader) - 1] ^= std::byte{1}; });
  }
  MemoryFiles files(disk_);
  const auto none = plan_repair(files, small_capacity());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, FailureKind::corrupt);
  EXPECT_THAT(none.error().message, HasSubstr("Nothing in it can be read"));
}

TEST_F(Repair, AMissingSegmentEndsTheJournalBeforeIt) {
  disk_.remove(segment_name(2));
  const RepairPlan done = repair(disk_);
  EXPECT_EQ(done.last_lost.value, told);
  ASSERT_TRUE(done.cut);
  EXPECT_EQ(done.cut->offset, 0u);
  expect_well(disk_, done.last_kept.value);
}

TEST_F(Repair, TakesBackAHighWaterMarkThatNothingStandsUnder) {
  disk_.set_note(high_water_name, told + 10);
  const RepairPlan done = repair(disk_);
  EXPECT_EQ(done.last_kept.value, told);
  EXPECT_EQ(done.last_lost.value, told + 10);
  EXPECT_FALSE(done.cut);
  EXPECT_EQ(disk_.note(high_water_name), told);
  expect_well(disk_, told);
}

TEST_F(Repair, SetsADamagedSnapshotAside) {
  journal_long_history(disk_, snapshots_only, told);
  MemoryFiles files(disk_);
  const std::string name = snapshot_name(list_snapshots(files)->back());
  const std::vector<std::byte> some(10, std::byte{7});
  disk_.write(name, 500, some);
  const RepairPlan done = repair(disk_);
  EXPECT_EQ(done.last_lost, done.last_kept);
  EXPECT_TRUE(disk_.has(name + ".damaged"));
  expect_well(disk_, told);
}

// As after restoring an older copy of the journal alone. Else the journal, once it has grown as far again, would be
// read on from a state that it never had.
TEST_F(Repair, SetsASnapshotAsideAsFarAsWhichTheJournalDoesntReach) {
  MemoryDisk newer = disk_;
  journal_long_history(newer, snapshots_only, 2 * told);
  MemoryFiles newer_files(newer);
  const std::string name = snapshot_name(list_snapshots(newer_files)->back());
  std::vector<std::byte> bytes(newer.size(name));
  newer.read(name, 0, bytes);
  disk_.create(name, bytes.size());
  disk_.write(name, 0, bytes);

  MemoryFiles files(disk_);
  const auto refused = open_store(files, no_upkeep, small_capacity(), nullptr);
  ASSERT_FALSE(refused) << "events that were acknowledged are gone";
  EXPECT_EQ(refused.error().kind, FailureKind::corrupt);
  EXPECT_THAT(refused.error().message, HasSubstr("doesn't reach as far as " + name));

  const RepairPlan done = repair(disk_);
  EXPECT_THAT(done.set_aside, testing::ElementsAre(name));
  EXPECT_EQ(done.last_kept.value, told);
  EXPECT_GT(done.last_lost.value, told);
  journal_long_history(disk_, snapshots_only, 2 * told);
  expect_well(disk_, 2 * told);
}

TEST_F(Repair, HistoryThatASnapshotCoversCostsNoOrder) {
  journal_long_history(disk_, snapshots_only, told);
  flip(disk_, 1, 50 * block_bytes);
  expect_state_after(disk_, told);
  const RepairPlan done = repair(disk_);
  EXPECT_EQ(done.last_lost, done.last_kept);
  EXPECT_THAT(done.set_aside, testing::ElementsAre(segment_name(1)));
  expect_well(disk_, told);
}

TEST_F(Repair, KeepsEveryOriginalWhenItIsDoneAgain) {
  flip(disk_, 3, 100 * block_bytes);
  repair(disk_);
  flip(disk_, 3, 50 * block_bytes);
  repair(disk_);
  EXPECT_TRUE(disk_.has(segment_name(3) + ".damaged"));
  EXPECT_TRUE(disk_.has(segment_name(3) + ".damaged-2"));
}

TEST_F(Repair, ThatFailsInTheMiddleCanBeDoneAgain) {
  flip(disk_, 2, 100 * block_bytes);
  const std::size_t kept = plan(disk_).last_kept.value;
  for (std::uint64_t call = 1; call < 40; ++call) {
    MemoryDisk disk = disk_;
    const RepairPlan first = plan(disk);
    {
      MemoryFiles files(disk);
      files.fail_call(call);
      (void)carry_out(files, first);
    }
    repair(disk);
    expect_well(disk, kept);
    ASSERT_FALSE(HasFailure()) << "call " << call;
  }
}

}  // namespace
}  // namespace doorbuster::core
