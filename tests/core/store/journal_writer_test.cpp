// The writer: one write at a time, marks, roll-over, and silence after a failure.
#include "core/store/journal_writer.hpp"

#include <gtest/gtest.h>

#include "tests/core/histories/histories.hpp"
#include "tests/support/memory_files.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;

const JournalOptions small_segments{min_segment_bytes};

Store open(MemoryFiles& files) {
  auto store = open_store(files, small_segments, small_capacity(), nullptr);
  EXPECT_TRUE(store) << store.error().message;
  return std::move(*store);
}

class JournalWriting : public testing::Test {
 protected:
  JournalWriting() {
    shop_.open();
    shop_.sell(200);
  }
  void append(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) journal().append(shop_.events()[i]);
  }
  Journal& journal() { return *store_.journal; }

  MemoryDisk disk_;
  MemoryFiles files_{disk_};
  Store store_ = open(files_);
  Shop shop_;
};

TEST_F(JournalWriting, TellsNothingStableBeforeTheDeviceHasIt) {
  files_.hold_writes(true);
  append(0, 1);
  ASSERT_TRUE(journal().poll());
  ASSERT_TRUE(journal().poll());
  EXPECT_TRUE(files_.write_under_way());
  EXPECT_TRUE(journal().busy());
  EXPECT_EQ(journal().stable_position().value, 0u);
  files_.hold_writes(false);
  ASSERT_TRUE(journal().poll());
  EXPECT_EQ(journal().stable_position().value, 1u);
}

TEST_F(JournalWriting, IsToldOfItsWritesByItsFiles) {
  EXPECT_EQ(journal().write_done_descriptor(), files_.write_done_descriptor());
}

TEST_F(JournalWriting, PutsAllThatCameDuringAWriteIntoTheNext) {
  const std::size_t before = files_.writes().size();
  files_.hold_writes(true);
  append(0, 1);
  ASSERT_TRUE(journal().poll());
  append(1, 30);
  ASSERT_TRUE(journal().poll());
  files_.hold_writes(false);
  ASSERT_TRUE(journal().poll());
  EXPECT_EQ(journal().stable_position().value, 1u);
  ASSERT_TRUE(journal().poll());
  EXPECT_EQ(journal().stable_position().value, 30u);
  EXPECT_EQ(files_.writes().size() - before, 2u);
}

TEST_F(JournalWriting, WritesOneMarkOnceItIsIdle) {
  append(0, 3);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(journal().poll());
  ASSERT_EQ(files_.writes().size(), 4u) << "an order that comes now need not wait for a mark";
  EXPECT_TRUE(journal().mark_due());
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(journal().poll_idle());
  EXPECT_FALSE(journal().mark_due());
  ASSERT_EQ(files_.writes().size(), 5u) << "headers of two segments, the first mark, the batch, its mark";
  EXPECT_EQ(files_.writes().back().bytes, block_bytes);
  EXPECT_EQ(files_.writes().back().offset, 3 * block_bytes);
}

TEST_F(JournalWriting, HasNoRoomOnceTheOpenBatchIsFull) {
  files_.hold_writes(true);
  std::size_t appended = 0;
  const inventory::Event event = events_at_their_edges()[7];  // 100 lines, 8 KB
  while (journal().has_room()) {
    journal().append(event);
    ASSERT_LT(++appended, 1'000u);
  }
  EXPECT_GT(appended, full_body_bytes / 9'000);
  ASSERT_TRUE(journal().poll());
  EXPECT_TRUE(journal().has_room()) << "the next batch is open while the full one is under way";
  files_.hold_writes(false);
}

TEST_F(JournalWriting, TakesTheLargestCommandIntoABatchThatIsNearlyFull) {
  const inventory::Event large = events_at_their_edges()[5];
  const inventory::Event small = events_at_their_edges()[0];
  journal().append(large);
  while (journal().has_room()) journal().append(small);
  for (std::uint32_t i = 0; i < 2; ++i) journal().append(large);
  ASSERT_TRUE(journal().poll());
  ASSERT_TRUE(journal().poll());
  EXPECT_GT(journal().stable_position().value, 0u);
}

TEST_F(JournalWriting, GoesOnInTheNextSegmentAndKeepsOneReady) {
  std::size_t next = 0;
  shop_.sell(3'000);
  for (; next < shop_.events().size() && !disk_.has(segment_name(4)); ++next) {
    append(next, next + 1);
    ASSERT_TRUE(journal().poll());
  }
  EXPECT_TRUE(disk_.has(segment_name(4)));
  EXPECT_FALSE(disk_.has(segment_name(5)));
  EXPECT_EQ(journal().meters().segments.value(), 2u);
}

TEST_F(JournalWriting, WritesNothingMoreAfterAFailureAndKeepsTellingIt) {
  append(0, 2);
  files_.fail_call(1);
  ASSERT_TRUE(journal().poll());
  const std::size_t before = files_.writes().size();
  for (int i = 0; i < 3; ++i) {
    const auto failed = journal().poll();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, FailureKind::io);
    EXPECT_EQ(journal().stable_position().value, 0u);
    append(2, 3);
  }
  EXPECT_FALSE(journal().close());
  EXPECT_EQ(files_.writes().size(), before);
}

TEST_F(JournalWriting, MakesAllStableWhenClosed) {
  files_.hold_writes(true);
  append(0, 5);
  ASSERT_TRUE(journal().poll());
  append(5, 9);
  ASSERT_TRUE(journal().close());
  EXPECT_EQ(journal().stable_position().value, 9u);
  EXPECT_FALSE(journal().busy());
}

TEST_F(JournalWriting, MakesTheNextSegmentWhenNeededIfPreparingItHadFailed) {
  MemoryDisk disk;
  MemoryFiles files(disk);
  ASSERT_TRUE(create_store(files, {}, small_segments));
  files.fail_next("create");
  Store store = open(files);
  EXPECT_FALSE(disk.has(segment_name(2)));
  shop_.sell(3'000);
  for (std::size_t i = 0; i < shop_.events().size() && !disk.has(segment_name(2)); ++i) {
    store.journal->append(shop_.events()[i]);
    ASSERT_TRUE(store.journal->poll());
  }
  EXPECT_TRUE(disk.has(segment_name(2)));
}

// Gives the name, and then can't make it stable.
class UnstableNames final : public MemoryFiles {
 public:
  using MemoryFiles::MemoryFiles;
  Result<void> rename(const std::string& from, const std::string& to) override {
    auto renamed = MemoryFiles::rename(from, to);
    if (renamed && to == segment_name(2)) return Failure{FailureKind::io, "Can't sync the directory."};
    return renamed;
  }
};

// A power cut could take back the name, and with it all that was acknowledged in there.
TEST_F(JournalWriting, GoesOnInNoSegmentWhoseNameMayNotBeStable) {
  MemoryDisk disk;
  UnstableNames files(disk);
  ASSERT_TRUE(create_store(files, {}, small_segments));
  Store store = open(files);
  ASSERT_TRUE(disk.has(segment_name(2)));
  shop_.sell(3'000);
  Result<void> polled;
  for (std::size_t i = 0; i < shop_.events().size() && polled; ++i) {
    store.journal->append(shop_.events()[i]);
    polled = store.journal->poll();
  }
  ASSERT_FALSE(polled);
  EXPECT_EQ(polled.error().message, "Can't sync the directory.");
}

TEST_F(JournalWriting, FailsIfTheNextSegmentCantBeMadeTwice) {
  MemoryDisk disk;
  MemoryFiles files(disk);
  ASSERT_TRUE(create_store(files, {}, small_segments));
  files.fail_next("create");
  Store store = open(files);
  files.fail_next("create");
  shop_.sell(3'000);
  Result<void> polled;
  for (std::size_t i = 0; i < shop_.events().size() && polled; ++i) {
    store.journal->append(shop_.events()[i]);
    polled = store.journal->poll();
  }
  EXPECT_FALSE(polled);

  const auto stable = store.journal->stable_position();
  MemoryFiles files_again(disk);
  const auto again = open_store(files_again, small_segments, small_capacity(), nullptr);
  ASSERT_TRUE(again) << "no room for a segment is not damage: " << again.error().message;
  EXPECT_GE(again->state.position(), stable);
}

}  // namespace
}  // namespace doorbuster::core
