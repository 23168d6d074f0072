// Damaged snapshots: an older one, or the journal, stands in; where nothing can, the start is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/snapshot/snapshot.hpp"
#include "tests/core/histories/long_history.hpp"
#include "tests/core/histories/snapshot_on_disk.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;
using testing::HasSubstr;

constexpr std::size_t events_told = 11 * events_a_segment;

// With two snapshots, and all segments or only those that are needed.
const MemoryDisk& told(const JournalOptions& options) {
  static std::map<std::uint64_t, MemoryDisk> disks;
  const auto [disk, fresh] = disks.try_emplace(options.retain_bytes);
  if (fresh) journal_long_history(disk->second, options, events_told);
  return disk->second;
}

std::vector<std::string> snapshots_of(MemoryDisk disk) {
  MemoryFiles files(disk);
  std::vector<std::string> names;
  for (const std::uint64_t number : *list_snapshots(files)) names.push_back(snapshot_name(number));
  return names;
}

void flip(MemoryDisk& disk, const std::string& name, std::uint64_t at) {
  std::byte byte{};
  disk.read(name, at, std::span(&byte, 1));
  byte ^= std::byte{1};
  disk.write(name, at, std::span(&byte, 1));
}

struct Opened {
  inventory::Fingerprint fingerprint;
  Recovered recovered;
};
Result<Opened> open(MemoryDisk disk) {
  MemoryFiles files(disk);
  const auto store = open_store(files, no_upkeep, small_capacity(), nullptr);
  if (!store) {
    EXPECT_TRUE(files.writes().empty());
    return store.error();
  }
  return Opened{inventory::fingerprint(store->state), store->recovered};
}

class SnapshotDamage : public testing::Test {
 protected:
  const inventory::Fingerprint whole_ = open(told(bounded))->fingerprint;
  const std::vector<std::string> names_ = snapshots_of(told(bounded));
};

TEST_F(SnapshotDamage, OfTheNewestIsMadeUpForByTheOlder) {
  const std::string& newest = names_.back();
  const std::uint64_t size = told(bounded).size(newest);
  for (std::uint64_t at = 0; at < size; at += at < 200 ? 1 : 997) {
    MemoryDisk disk = told(bounded);
    flip(disk, newest, at);
    const auto opened = open(disk);
    ASSERT_TRUE(opened) << "byte " << at << ": " << opened.error().message;
    ASSERT_EQ(opened->fingerprint, whole_);
    ASSERT_EQ(opened->recovered.damaged_snapshots.size(), 1u) << "byte " << at;
    ASSERT_THAT(opened->recovered.damaged_snapshots[0], HasSubstr(newest + " at offset "));
  }
}

TEST_F(SnapshotDamage, OfItsLengthIsNoticed) {
  const std::string& newest = names_.back();
  const std::uint64_t size = told(bounded).size(newest);
  for (const std::uint64_t length : {std::uint64_t{0}, std::uint64_t{79}, std::uint64_t{80}, std::uint64_t{100},
                                     size / 2, size - 24, size - 1, size + 1, size + 4096}) {
    MemoryDisk disk = told(bounded);
    disk.resize(newest, length);
    const auto opened = open(disk);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->fingerprint, whole_);
    EXPECT_EQ(opened->recovered.damaged_snapshots.size(), 1u) << length;
  }
}

TEST_F(SnapshotDamage, OfBothIsRefusedWhereTheJournalIsNotWhole) {
  MemoryDisk disk = told(bounded);
  for (const std::string& name : names_) flip(disk, name, 1000);
  const auto opened = open(disk);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, FailureKind::corrupt);
  EXPECT_THAT(opened.error().message, HasSubstr(names_.back() + " at offset "));
  EXPECT_THAT(opened.error().message, HasSubstr("Nothing was changed"));
}

TEST_F(SnapshotDamage, OfBothIsMadeUpForByAWholeJournal) {
  MemoryDisk disk = told(snapshots_only);
  for (const std::string& name : snapshots_of(disk)) flip(disk, name, 1000);
  const auto opened = open(disk);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->fingerprint, whole_);
  EXPECT_EQ(opened->recovered.damaged_snapshots.size(), 2u);
  EXPECT_EQ(opened->recovered.snapshot_segment, 0u);
}

TEST_F(SnapshotDamage, MissingSnapshotsAreNamedByWhatIsMissing) {
  MemoryDisk disk = told(bounded);
  for (const std::string& name : names_) disk.remove(name);
  const auto opened = open(disk);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, FailureKind::corrupt);
  EXPECT_THAT(opened.error().message, HasSubstr("the file is missing"));
}

TEST_F(SnapshotDamage, OneUnderAnothersNameIsPassedOver) {
  MemoryDisk disk = told(bounded);
  disk.rename(names_.front(), names_.back());
  const auto opened = open(disk);
  ASSERT_FALSE(opened) << "the older was the only one left, and the journal before the newer one is gone in part";
  EXPECT_THAT(opened.error().message, HasSubstr("under another's name"));
}

TEST_F(SnapshotDamage, TheNextSnapshotTakesADamagedOnesPlace) {
  MemoryDisk disk = told(bounded);
  flip(disk, names_.back(), 1000);
  journal_long_history(disk, bounded, events_told);
  const auto opened = open(disk);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(opened->recovered.damaged_snapshots.empty());
  EXPECT_EQ(opened->fingerprint, whole_);
  EXPECT_EQ(snapshots_of(disk).size(), 2u);
}

TEST_F(SnapshotDamage, ALeftoverOfAnUnfinishedOneIsNoSnapshot) {
  MemoryDisk disk = told(bounded);
  disk.create("snapshot-next.tmp", 12'345);
  EXPECT_TRUE(open(disk));
}

TEST_F(SnapshotDamage, VerifyLooksAtEachOfThem) {
  for (const JournalOptions& options : {bounded, snapshots_only}) {
    MemoryDisk disk = told(options);
    MemoryFiles files(disk);
    const auto verified = verify_store(files, small_capacity(), nullptr);
    ASSERT_TRUE(verified) << verified.error().message;
    EXPECT_EQ(verified->fingerprint, whole_);
    EXPECT_EQ(verified->snapshots, 2u);
    EXPECT_EQ(verified->oldest_segment == 1, options.retain_bytes == 0);
    for (const std::string& name : snapshots_of(disk)) {
      MemoryDisk damaged = told(options);
      flip(damaged, name, 5000);
      MemoryFiles damaged_files(damaged);
      const auto refused = verify_store(damaged_files, small_capacity(), nullptr);
      ASSERT_FALSE(refused);
      EXPECT_THAT(refused.error().message, HasSubstr(name + " at offset "));
    }
  }
}

// Whole in itself, but not of this journal: only the comparison at its place tells.
TEST_F(SnapshotDamage, VerifyFindsASnapshotOfAnotherPast) {
  MemoryDisk disk = told(snapshots_only);
  MemoryFiles files(disk);
  const std::uint64_t number = list_snapshots(files)->front();
  auto snapshot = read_snapshot(files, number, small_capacity(), unwatched);
  ASSERT_TRUE(snapshot);
  inventory::State other(small_capacity());
  for (std::size_t i = 0; i < snapshot->of.end.position.value; ++i) {
    inventory::Event event = long_history()[i];
    if (auto* sku = std::get_if<inventory::SkuPut>(&event.fact)) sku->name = "Badnight lamp";
    ASSERT_FALSE(inventory::apply(other, event));
  }
  ASSERT_TRUE(write_snapshot(files, snapshot->of, other, unwatched));
  const auto verified = verify_store(files, small_capacity(), nullptr);
  ASSERT_FALSE(verified);
  EXPECT_THAT(verified.error().message, HasSubstr("is not what the journal comes to"));
}

// As that one was written, but for what `change` makes of what it is of.
template <class Change>
std::string verified_after(MemoryDisk disk, std::size_t which, Change change) {
  MemoryFiles files(disk);
  const std::uint64_t number = list_snapshots(files)->at(which);
  auto snapshot = read_snapshot(files, number, small_capacity(), unwatched);
  EXPECT_TRUE(snapshot);
  change(snapshot->of);
  EXPECT_TRUE(write_snapshot(files, snapshot->of, snapshot->state, unwatched));
  const auto verified = verify_store(files, small_capacity(), nullptr);
  if (verified) return "it is well";
  EXPECT_EQ(verified.error().kind, FailureKind::corrupt);
  return verified.error().message;
}

TEST_F(SnapshotDamage, VerifyFindsASnapshotThatDoesNotFitAtItsPlace) {
  EXPECT_EQ(verified_after(told(snapshots_only), 0, [](SnapshotOf&) {}), "it is well");
  EXPECT_THAT(verified_after(told(snapshots_only), 0, [](SnapshotOf& of) { ++of.end.checksum; }),
              HasSubstr("does not fit the journal at its place"));
}

TEST_F(SnapshotDamage, VerifyFindsASnapshotThatTheJournalDoesNotReach) {
  EXPECT_THAT(verified_after(told(snapshots_only), 1, [](SnapshotOf& of) { of.end.segment = 99; }),
              HasSubstr("doesn't reach as far as snapshot-00000099.snap"));
}

// A start believes the checksums; what the state comes to is for verify to find out.
TEST_F(SnapshotDamage, VerifyFindsAStateThatIsNotTheOneThatWasWritten) {
  MemoryDisk disk = told(snapshots_only);
  reseal_snapshot(disk, snapshots_of(disk).back(), [](SnapshotHeader& header) { header.fingerprint ^= 1; });
  EXPECT_TRUE(open(disk));
  MemoryFiles files(disk);
  const auto verified = verify_store(files, small_capacity(), nullptr);
  ASSERT_FALSE(verified);
  EXPECT_THAT(verified.error().message, HasSubstr("the state in it is not the one that was written"));
}

TEST_F(SnapshotDamage, OfThePositionIsNoticed) {
  EXPECT_THAT(verified_after(told(snapshots_only), 0, [](SnapshotOf& of) { ++of.end.position.value; }),
              HasSubstr("the state in it is of another position"));
}

}  // namespace
}  // namespace doorbuster::core
