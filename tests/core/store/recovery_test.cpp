// Recovery: the same state comes back, torn batches go, and what is whole goes on.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/journal/high_water.hpp"
#include "tests/core/histories/journal_on_disk.hpp"
#include "tests/core/histories/telling.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;

Shop busy_shop(std::uint32_t orders) {
  Shop shop;
  shop.open();
  shop.sell(orders);
  return shop;
}

TEST(Recovery, CreatesAStoreInAnEmptyDirectory) {
  MemoryDisk disk;
  const auto store = reopen(disk);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_TRUE(store->recovered.created);
  EXPECT_EQ(store->state.position().value, 0u);
  EXPECT_NE(store->id, StoreId{});
  EXPECT_EQ(disk.names(), (std::vector{segment_name(1), segment_name(2)}));
}

TEST(Recovery, KeepsTheStoresIdentity) {
  MemoryDisk disk;
  const StoreId id = reopen(disk)->id;
  const auto again = reopen(disk);
  EXPECT_EQ(again->id, id);
  EXPECT_FALSE(again->recovered.created);
}

TEST(Recovery, GivesBackTheStateThatWasLive) {
  Shop shop = busy_shop(3'000);
  shop.let_holds_end();
  for (const std::size_t per_batch : {1u, 7u, 1'000u, 100'000u}) {
    MemoryDisk disk;
    journal_events(disk, shop.events(), per_batch);
    const auto store = reopen(disk);
    ASSERT_TRUE(store) << store.error().message;
    EXPECT_EQ(inventory::fingerprint(store->state), shop.fingerprint());
    EXPECT_EQ(store->recovered.events, shop.events().size());
    EXPECT_EQ(store->last_event_at, shop.events().back().at);
    EXPECT_FALSE(store->recovered.torn_batch_dropped);
  }
}

TEST(Recovery, GoesOnAcrossSegmentsAndManyRestarts) {
  const Shop shop = busy_shop(3'000);
  MemoryDisk disk;
  for (std::size_t end = 0; end < shop.events().size(); end += 500) {
    const auto until = shop.events().begin() + static_cast<std::ptrdiff_t>(end);
    journal_events(disk, {shop.events().begin(), until}, 1);
  }
  journal_events(disk, shop.events(), 1);
  EXPECT_TRUE(disk.has(segment_name(4)));
  const auto store = reopen(disk);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(inventory::fingerprint(store->state), shop.fingerprint());
}

TEST(Recovery, ReadsTheLargestEventsBack) {
  Shop shop = busy_shop(1);
  shop.plan_large_sale(inventory::limits::items_per_sale);
  shop.sell(10);
  MemoryDisk disk;
  journal_events(disk, shop.events(), 20'000);
  const auto store = reopen(disk);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(inventory::fingerprint(store->state), shop.fingerprint());
}

TEST(Recovery, KnowsAJournalThatWasClosedInGoodOrder) {
  MemoryDisk disk;
  {
    MemoryFiles files(disk);
    auto store = open_store(files, small_segments, small_capacity(), nullptr);
    ASSERT_TRUE(store->journal->close());
  }
  EXPECT_TRUE(reopen(disk)->recovered.closed_in_good_order);
  EXPECT_FALSE(reopen(disk)->recovered.closed_in_good_order) << "the one in between was not closed";
}

TEST(Recovery, TellsItsProgress) {
  const Shop shop = busy_shop(100);
  MemoryDisk disk;
  journal_events(disk, shop.events(), 10);
  MemoryFiles files(disk);
  const auto verified = verify_store(files, small_capacity(), nullptr);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->recovered.bytes, written_bytes(disk, 1));
  EXPECT_EQ(verified->fingerprint, shop.fingerprint());
  EXPECT_EQ(verified->position.value, shop.events().size());
  EXPECT_EQ(verified->segments, 2u);
}

TEST(Recovery, VerifyingChangesNothing) {
  const Shop shop = busy_shop(50);
  MemoryDisk disk;
  journal_events(disk, shop.events(), 10);
  MemoryFiles files(disk);
  ASSERT_TRUE(verify_store(files, small_capacity(), nullptr));
  EXPECT_TRUE(files.writes().empty());
}

TEST(Recovery, RefusesSegmentsOfASizeThatCantBe) {
  for (const std::uint64_t bytes :
       {std::uint64_t{0}, min_segment_bytes - block_bytes, min_segment_bytes + 1, max_segment_bytes * 2}) {
    MemoryDisk disk;
    MemoryFiles files(disk);
    const auto store = open_store(files, {bytes}, small_capacity(), nullptr);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().kind, FailureKind::invalid);
    EXPECT_TRUE(disk.names().empty());
  }
}

// A crash while the last of two batches is being written, with any subset of its blocks on the disk.
class TornBatch : public testing::TestWithParam<unsigned> {};

TEST_P(TornBatch, IsDroppedWholeUnlessItIsWhole) {
  const unsigned kept_blocks = GetParam();
  const Shop shop = busy_shop(220);
  constexpr std::size_t stable = 100;
  MemoryDisk disk;
  journal_events(disk, {shop.events().begin(), shop.events().begin() + stable}, stable);
  const std::uint64_t before = written_bytes(disk, 1);
  std::size_t blocks = 0;
  {
    MemoryFiles files(disk);
    auto store = open_store(files, small_segments, small_capacity(), nullptr);
    for (std::size_t i = stable; i < shop.events().size(); ++i) store->journal->append(shop.events()[i]);
    files.hold_writes(true);
    ASSERT_TRUE(store->journal->poll());
    files.crash([&](std::size_t block) {
      blocks = block + 1;
      return (kept_blocks >> block & 1) != 0;
    });
  }
  ASSERT_EQ(blocks, 4u) << "the subsets below are of as many";

  const bool whole = kept_blocks == 15;
  const auto store = reopen(disk);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(store->recovered.torn_batch_dropped, !whole && kept_blocks != 0);
  EXPECT_EQ(store->state.position().value, whole ? shop.events().size() : stable);
  const std::uint64_t marks = 2 * block_bytes;  // of the recovery before the crash, and of this one
  if (!whole) {
    EXPECT_EQ(written_bytes(disk, 1), before + marks) << "remains are left";
  }

  journal_events(disk, shop.events(), 50);
  EXPECT_EQ(inventory::fingerprint(reopen(disk)->state), shop.fingerprint());
}

INSTANTIATE_TEST_SUITE_P(EverySubsetOfItsBlocks, TornBatch, testing::Range(0u, 16u));

TEST(Recovery, LosesNothingStableWhereverTheJournalEnds) {
  const Shop shop = busy_shop(200);
  MemoryDisk whole;
  journal_events(whole, shop.events(), 9);
  const std::uint64_t end = written_bytes(whole, 1);
  std::size_t position = 0;
  for (std::uint64_t cut = block_bytes; cut <= end; cut += block_bytes) {
    MemoryDisk disk = whole;
    const std::vector<std::byte> zeros(end - cut);
    disk.write(segment_name(1), cut, zeros);
    disk.forget_note(high_water_name);  // it, too, is as it was then
    const auto store = reopen(disk);
    ASSERT_TRUE(store) << store.error().message;
    const std::size_t now = store->state.position().value;
    ASSERT_GE(now, position);
    position = now;
    ASSERT_EQ(inventory::fingerprint(store->state), fingerprint_after(shop.events(), position));
  }
  EXPECT_EQ(position, shop.events().size());
}

TEST(Recovery, StandsACrashAtEveryCallOfItsOwn) {
  const Shop shop = busy_shop(60);
  MemoryDisk before;
  journal_events(before, shop.events(), 10);
  // A torn batch is there to be wiped, and the next segment to be made again.
  std::vector<std::byte> garbage(3 * block_bytes, std::byte{0x5A});
  before.write(segment_name(1), written_bytes(before, 1), garbage);
  before.rename(segment_name(2), "journal-next.tmp");

  bool done = false;
  for (std::uint64_t call = 1; !done; ++call) {
    MemoryDisk disk = before;
    {
      MemoryFiles files(disk);
      files.fail_call(call);
      const auto store = open_store(files, small_segments, small_capacity(), nullptr);
      done = files.calls() < call;
      if (store) {
        ASSERT_EQ(inventory::fingerprint(store->state), shop.fingerprint());
      }
    }
    const auto store = reopen(disk);
    ASSERT_TRUE(store) << "after a failure at call " << call << ": " << store.error().message;
    ASSERT_EQ(inventory::fingerprint(store->state), shop.fingerprint());
    ASSERT_LT(call, 100u);
  }
}

TEST(Recovery, MakesAHalfMadeNextSegmentAnew) {
  MemoryDisk disk;
  ASSERT_TRUE(reopen(disk));
  disk.rename(segment_name(2), "journal-next.tmp");
  disk.resize("journal-next.tmp", 12'345);
  ASSERT_TRUE(reopen(disk));
  EXPECT_EQ(disk.names(), (std::vector{segment_name(1), segment_name(2)}));
}

TEST(Recovery, LeavesFilesOfOthersAlone) {
  MemoryDisk disk;
  for (const char* name : {"README", "journal-1.seg", "journal-00000001.seg.bak", "lost+found"}) disk.create(name, 10);
  ASSERT_TRUE(reopen(disk));
  EXPECT_EQ(disk.names().size(), 6u);
}

}  // namespace
}  // namespace doorbuster::core
