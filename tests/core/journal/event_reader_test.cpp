// The event reader: pages of any size, across batches, marks and segments, and never past what is stable.
#include "core/journal/event_reader.hpp"

#include <gtest/gtest.h>

#include "tests/core/histories/journal_on_disk.hpp"
#include "tests/core/histories/telling.hpp"

namespace doorbuster::core {
namespace {

using inventory::Position;
using support::MemoryDisk;
using support::MemoryFiles;

class ReadingEvents : public testing::Test {
 protected:
  void journal(std::uint32_t orders, std::size_t per_batch) {
    shop_.open();
    shop_.sell(orders);
    journal_events(disk_, shop_.events(), per_batch);
  }
  [[nodiscard]] std::vector<RecordedEvent> page(EventReader& reader, EventCursor& cursor, std::uint64_t stable,
                                                std::size_t limit) {
    std::vector<RecordedEvent> events;
    const auto read = reader.read(cursor, Position{stable}, limit, events);
    EXPECT_TRUE(read) << read.error().message;
    return events;
  }
  void expect_page(const std::vector<RecordedEvent>& events, std::uint64_t after, std::size_t count) {
    ASSERT_EQ(events.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(events[i].position.value, after + i + 1);
      ASSERT_EQ(tell(events[i].event), tell(shop_.events()[after + i]));
    }
  }

  MemoryDisk disk_;
  MemoryFiles files_{disk_};
  Shop shop_;
};

TEST_F(ReadingEvents, PagesThroughAllOfThem) {
  journal(300, 37);
  for (const std::size_t limit : {1u, 10u, 37u, 100u, 100'000u}) {
    EventReader reader(files_);
    EventCursor cursor;
    std::uint64_t after = 0;
    while (after < shop_.events().size()) {
      const std::size_t count = std::min<std::size_t>(limit, shop_.events().size() - after);
      expect_page(page(reader, cursor, shop_.events().size(), limit), after, count);
      ASSERT_FALSE(HasFailure()) << after;
      after += count;
    }
    EXPECT_TRUE(page(reader, cursor, shop_.events().size(), limit).empty());
  }
}

TEST_F(ReadingEvents, NeverReadsPastWhatIsStable) {
  journal(50, 20);
  EventReader reader(files_);
  EventCursor cursor;
  expect_page(page(reader, cursor, 0, 100), 0, 0);
  expect_page(page(reader, cursor, 27, 100), 0, 27);
  expect_page(page(reader, cursor, 27, 100), 27, 0);
  expect_page(page(reader, cursor, 28, 100), 27, 1);
  expect_page(page(reader, cursor, 45, 100), 28, 17);
}

TEST_F(ReadingEvents, BeginsAfterAnyPosition) {
  journal(2'500, 1);
  ASSERT_TRUE(disk_.has(segment_name(4)));
  EventReader reader(files_);
  for (std::uint64_t after = 0; after + 1 < shop_.events().size(); after += 293) {
    EventCursor cursor{{after}};
    expect_page(page(reader, cursor, shop_.events().size(), 2), after, 2);
    ASSERT_FALSE(HasFailure()) << after;
  }
}

TEST_F(ReadingEvents, ServesCursorsInTurn) {
  journal(300, 100);
  EventReader reader(files_);
  EventCursor ahead{{150}}, behind{{103}};
  expect_page(page(reader, ahead, 300, 10), 150, 10);
  expect_page(page(reader, behind, 300, 10), 103, 10);
  expect_page(page(reader, ahead, 300, 10), 160, 10);
  expect_page(page(reader, behind, 300, 10), 113, 10);
}

TEST_F(ReadingEvents, FollowsARunningJournal) {
  journal(5, 100);
  auto store = open_store(files_, small_segments, small_capacity(), nullptr);
  ASSERT_TRUE(store);
  EventReader reader(files_);
  EventCursor cursor;
  std::uint64_t after = 0;
  shop_.sell(2'000);
  for (std::size_t next = store->state.position().value; next < shop_.events().size(); ++next) {
    store->journal->append(shop_.events()[next]);
    ASSERT_TRUE(store->journal->poll());
    const std::uint64_t stable = store->journal->stable_position().value;
    const auto events = page(reader, cursor, stable, 1'000'000);
    expect_page(events, after, stable - after);
    ASSERT_FALSE(HasFailure()) << stable;
    after = stable;
  }
  EXPECT_TRUE(disk_.has(segment_name(3)));
}

TEST_F(ReadingEvents, TellsOfDamageInsteadOfServingIt) {
  journal(100, 40);
  change_block(disk_, 1, 2 * block_bytes, [](auto& bytes) { bytes[300] ^= std::byte{4}; });
  EventReader reader(files_);
  EventCursor cursor;
  std::vector<RecordedEvent> events;
  const auto read = reader.read(cursor, Position{100}, 100, events);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, FailureKind::corrupt);
  EXPECT_TRUE(events.empty());
}

TEST_F(ReadingEvents, TellsOfAnEventThatCantBeRead) {
  journal(100, 7);
  make_unreadable(disk_, 4 * block_bytes);
  EventReader reader(files_);
  EventCursor cursor;
  std::vector<RecordedEvent> events;
  const auto read = reader.read(cursor, Position{100}, 100, events);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, FailureKind::corrupt);
}

// Who follows the feed asks again: what comes after must not be told at the position of what can't be read.
TEST_F(ReadingEvents, StaysAtAnEventThatCantBeRead) {
  journal(100, 7);
  change_block(disk_, 1, 4 * block_bytes, [](std::vector<std::byte>& block) {
    BatchHeader header;
    ASSERT_TRUE(read_batch_header(block, header));
    block[sizeof header + 1] = std::byte{0xff};  // the first record's type
    seal_batch(header, block);
  });
  EventReader reader(files_);
  EventCursor cursor;
  std::vector<RecordedEvent> events;
  ASSERT_FALSE(reader.read(cursor, Position{100}, 100, events));
  const std::size_t told = events.size();
  for (int tries = 0; tries < 3; ++tries) EXPECT_FALSE(reader.read(cursor, Position{100}, 100, events));
  EXPECT_EQ(events.size(), told);
}

TEST_F(ReadingEvents, SaysThatWhatCameBeforeTheOldestIsNoLongerThere) {
  journal(2'500, 1);
  disk_.remove(segment_name(1));
  EventReader reader(files_);
  const Position oldest = *reader.oldest();
  ASSERT_GT(oldest.value, 1u);
  EventCursor before{{oldest.value - 2}}, at{{oldest.value - 1}};
  expect_page(page(reader, at, shop_.events().size(), 5), oldest.value - 1, 5);
  std::vector<RecordedEvent> events;
  const auto read = reader.read(before, Position{shop_.events().size()}, 5, events);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, FailureKind::invalid);
}

// As where the oldest segment is recycled between the look at the directory and the look into the file.
TEST_F(ReadingEvents, LooksForTheOldestOnceMoreIfItCouldNotBeRead) {
  journal(10, 5);
  EventReader reader(files_);
  files_.fail_next("open");
  const auto oldest = reader.oldest();
  ASSERT_TRUE(oldest) << oldest.error().message;
  EXPECT_EQ(oldest->value, 1u);
  change_block(disk_, 1, 0, [](auto& bytes) { bytes[9] ^= std::byte{1}; });
  EventReader anew(files_);
  EXPECT_EQ(anew.oldest().error().kind, FailureKind::corrupt);
}

TEST_F(ReadingEvents, KnowsTheOldestPosition) {
  EventReader nothing(files_);
  EXPECT_EQ(nothing.oldest()->value, 1u);
  journal(10, 5);
  EventReader reader(files_);
  EXPECT_EQ(reader.oldest()->value, 1u);
}

}  // namespace
}  // namespace doorbuster::core
