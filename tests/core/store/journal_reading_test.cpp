// Every event, up to the end or to the damage.
#include "core/store/journal_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/core/histories/long_history.hpp"
#include "tests/core/histories/telling.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;

class JournalReading : public testing::Test {
 protected:
  JournalReading() {
    shop_.open();
    shop_.sell(300);
    journal_events(disk_, shop_.events(), 7);
  }
  Result<void> read(std::uint64_t at_most = ~0ull) {
    MemoryFiles files(disk_);
    events_.clear();
    return read_journal(files, [&](const StoreId&, std::span<const RecordedEvent> events) {
      events_.insert(events_.end(), events.begin(), events.end());
      return events_.size() < at_most;
    });
  }

  Shop shop_;
  MemoryDisk disk_;
  std::vector<RecordedEvent> events_;
};

TEST_F(JournalReading, TellsAllInOrder) {
  ASSERT_TRUE(read());
  ASSERT_EQ(events_.size(), shop_.events().size());
  for (std::size_t i = 0; i < events_.size(); ++i) {
    ASSERT_EQ(events_[i].position.value, i + 1);
    ASSERT_EQ(tell(events_[i].event), tell(shop_.events()[i]));
  }
}

TEST_F(JournalReading, StopsWhenItIsEnough) {
  ASSERT_TRUE(read(20));
  EXPECT_GE(events_.size(), 20u);
  EXPECT_LT(events_.size(), 40u);
}

TEST_F(JournalReading, TellsAllBeforeTheDamageAndThenOfThat) {
  change_block(disk_, 1, 20 * block_bytes, [](auto& bytes) { bytes[200] ^= std::byte{1}; });
  const auto done = read();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, FailureKind::corrupt);
  EXPECT_GT(events_.size(), 100u);
  EXPECT_LT(events_.size(), shop_.events().size());
}

// A batch that is whole, but not of events: only a fault of ours, or malice, can write one.
TEST_F(JournalReading, TellsOfAnEventThatCantBeRead) {
  make_unreadable(disk_, 20 * block_bytes);
  const auto done = read();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, FailureKind::corrupt);
  EXPECT_THAT(done.error().message, testing::HasSubstr("at offset 81920: an event can't be read"));
}

// Nor one of more events than its bytes have room for: no memory is asked for a lie.
TEST_F(JournalReading, TellsOfMoreEventsThanThereIsRoomFor) {
  change_block(disk_, 1, 20 * block_bytes, [](std::vector<std::byte>& block) {
    BatchHeader header;
    ASSERT_TRUE(read_batch_header(block, header));
    header.events = std::numeric_limits<std::uint32_t>::max();
    seal_batch(header, block);
  });
  const auto done = read();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, FailureKind::corrupt);
  EXPECT_THAT(done.error().message, testing::HasSubstr("at offset 81920: it says that it has 4294967295 events"));
}

TEST_F(JournalReading, FollowsAWriterIntoSegmentsThatItBeganMeanwhile) {
  MemoryDisk disk;
  journal_long_history(disk, no_upkeep, events_a_segment / 2);
  MemoryFiles files(disk);
  std::uint64_t events = 0;
  const auto done = read_journal(files, [&](const StoreId&, std::span<const RecordedEvent> some) {
    if (events == 0) journal_long_history(disk, no_upkeep, 3 * events_a_segment);
    events += some.size();
    return true;
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(events, 3 * events_a_segment);
}

TEST_F(JournalReading, SaysThatThereIsNoJournal) {
  MemoryDisk empty;
  MemoryFiles files(empty);
  EXPECT_FALSE(read_journal(files, [](const StoreId&, auto) { return true; }));
  const auto expected = expect_journal(files);
  ASSERT_FALSE(expected);
  EXPECT_THAT(expected.error().message, testing::HasSubstr("no file journal-00000001.seg or later"));
}

TEST_F(JournalReading, ExpectsNoMoreThanABeginning) {
  change_block(disk_, 1, 20 * block_bytes, [](auto& bytes) { bytes[200] ^= std::byte{1}; });
  MemoryFiles files(disk_);
  EXPECT_TRUE(expect_journal(files));
  files.fail_call(1);
  EXPECT_FALSE(expect_journal(files)) << "what can't be looked at";
}

}  // namespace
}  // namespace doorbuster::core
