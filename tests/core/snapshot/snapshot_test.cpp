// A snapshot as a file: of any size, in frames, with a header that says what wrote it and what state it comes to.
#include "core/snapshot/snapshot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/histories/journal_on_disk.hpp"
#include "tests/core/histories/snapshot_on_disk.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;
using testing::HasSubstr;

constexpr std::uint64_t segment = 12;

// Enough for several frames.
const Shop& large_shop() {
  static const Shop shop = [] {
    Shop made;
    made.open();
    made.sell(30'000);
    return made;
  }();
  return shop;
}

class SnapshotFile : public testing::Test {
 protected:
  SnapshotFile() {
    of_.end = {segment, large_shop().state().position(), 0x1122334455667788};
    EXPECT_TRUE(write_snapshot(files_, of_, large_shop().state(), unwatched));
  }
  Result<Snapshot> read() { return read_snapshot(files_, segment, small_capacity(), unwatched); }

  const std::string name_ = snapshot_name(segment);
  SnapshotOf of_;
  MemoryDisk disk_;
  MemoryFiles files_{disk_};
};

TEST_F(SnapshotFile, OfALargeStateIsReadBackFromItsFrames) {
  EXPECT_GE(reseal_snapshot(disk_, name_, [](SnapshotHeader&) {}), 4u) << "the last of them is the end";
  const auto snapshot = read();
  ASSERT_TRUE(snapshot) << snapshot.error().message;
  EXPECT_EQ(inventory::fingerprint(snapshot->state), large_shop().fingerprint());
  EXPECT_EQ(snapshot->bytes, disk_.size(name_));
}

TEST_F(SnapshotFile, TellsHowFarItsReadingHasCome) {
  std::vector<std::uint64_t> seen;
  const auto snapshot = read_snapshot(files_, segment, small_capacity(), [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_EQ(total, disk_.size(name_));
    EXPECT_LE(done, total);
    if (seen.empty() || seen.back() != done) seen.push_back(done);
    return Result<void>();
  });
  ASSERT_TRUE(snapshot);
  EXPECT_GE(seen.size(), 3u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST_F(SnapshotFile, EndsWhenItsWatcherSaysSo) {
  const auto ended = read_snapshot(files_, segment, small_capacity(), [](std::uint64_t done, std::uint64_t total) {
    return done > total / 2 ? Result<void>(Failure{FailureKind::invalid, "that will do"}) : Result<void>();
  });
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().message, "that will do");
}

TEST_F(SnapshotFile, OfANewerFormatIsNotCalledDamaged) {
  reseal_snapshot(disk_, name_, [](SnapshotHeader& header) { header.version = snapshot_version + 1; });
  const auto snapshot = read();
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().kind, FailureKind::unsupported);
  EXPECT_THAT(snapshot.error().message, HasSubstr("version 2"));
}

}  // namespace
}  // namespace doorbuster::core
