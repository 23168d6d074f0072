// Damage to what was acknowledged is refused, with file and offset, and nothing is changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/histories/journal_on_disk.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;
using testing::HasSubstr;

class Damage : public testing::Test {
 protected:
  Damage() {
    shop_.open();
    shop_.sell(120);
    journal_events(whole_, shop_.events(), 40);
    end_ = written_bytes(whole_, 1);
  }

  // `disk` is refused as corrupt, with nothing written; the message.
  static std::string refused(MemoryDisk disk) {
    MemoryFiles files(disk);
    const auto store = open_store(files, small_segments, small_capacity(), nullptr);
    EXPECT_FALSE(store) << "damage was not noticed";
    if (store) return {};
    EXPECT_EQ(store.error().kind, FailureKind::corrupt) << store.error().message;
    EXPECT_TRUE(files.writes().empty());
    EXPECT_THAT(store.error().message, HasSubstr("journal-0000000"));
    EXPECT_THAT(store.error().message, HasSubstr("offset"));
    return store.error().message;
  }

  // The last block is the last mark, which covers all events and holds none.
  [[nodiscard]] std::uint64_t last_mark() const { return end_ - block_bytes; }

  Shop shop_;
  MemoryDisk whole_;
  std::uint64_t end_ = 0;
};

TEST_F(Damage, OfAnyByteBeforeTheLastMarkIsRefused) {
  constexpr std::uint64_t step = 61;  // some bytes of every field and block; prime to their sizes
  for (std::uint64_t at = 0; at < last_mark(); at += step) {
    MemoryDisk disk = whole_;
    const std::uint64_t block = at / block_bytes * block_bytes;
    change_block(disk, 1, block, [&](auto& bytes) { bytes[at - block] ^= std::byte{1}; });
    const std::string message = refused(std::move(disk));
    ASSERT_FALSE(HasFailure()) << "byte " << at;
  }
}

TEST_F(Damage, OfAnyByteOfABatchsHeaderIsRefused) {
  for (std::uint64_t block = block_bytes; block < last_mark(); block += block_bytes) {
    for (std::size_t at = 0; at < sizeof(BatchHeader); ++at) {
      MemoryDisk disk = whole_;
      change_block(disk, 1, block, [&](auto& bytes) { bytes[at] ^= std::byte{0x80}; });
      refused(std::move(disk));
      ASSERT_FALSE(HasFailure()) << "byte " << at << " of block " << block;
    }
  }
}

TEST_F(Damage, OfTheLastMarkLosesNothing) {
  for (std::size_t at = 0; at < block_bytes; at += 7) {
    MemoryDisk disk = whole_;
    change_block(disk, 1, last_mark(), [&](auto& bytes) { bytes[at] ^= std::byte{1}; });
    const auto store = reopen(disk);
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_EQ(inventory::fingerprint(store->state), shop_.fingerprint());
  }
}

TEST_F(Damage, NamesTheBatchAndWhatProvesIt) {
  MemoryDisk disk = whole_;
  change_block(disk, 1, 2 * block_bytes, [](auto& bytes) { std::fill(bytes.begin(), bytes.end(), std::byte{0}); });
  const std::string message = refused(std::move(disk));
  EXPECT_THAT(message, HasSubstr("journal-00000001.seg at offset 8192: the batch with event 1 "));
  EXPECT_THAT(message, HasSubstr("proves that it was on stable storage"));
  EXPECT_THAT(message, HasSubstr("Nothing was changed."));
}

TEST_F(Damage, OfALostBlockIsRefused) {
  for (std::uint64_t block = 0; block < last_mark(); block += block_bytes) {
    MemoryDisk disk = whole_;
    change_block(disk, 1, block, [](auto& bytes) { std::fill(bytes.begin(), bytes.end(), std::byte{0}); });
    refused(std::move(disk));
    ASSERT_FALSE(HasFailure()) << block;
  }
}

TEST_F(Damage, OfSwappedOrMisdirectedBlocksIsRefused) {
  for (std::uint64_t from = block_bytes; from < end_; from += block_bytes) {
    for (std::uint64_t to = block_bytes; to < last_mark(); to += block_bytes) {
      if (from == to) continue;
      MemoryDisk disk = whole_;
      std::vector<std::byte> other(block_bytes);
      whole_.read(segment_name(1), from, other);
      change_block(disk, 1, to, [&](auto& bytes) { bytes = other; });
      refused(std::move(disk));
      ASSERT_FALSE(HasFailure()) << from << " over " << to;
    }
  }
}

// The same store, places and positions, but another past: only the chain tells.
TEST_F(Damage, ByABatchOfAnotherHistoryIsRefused) {
  auto events = shop_.events();
  std::get<inventory::SkuPut>(events[0].fact).name = "Badnight lamp";
  MemoryDisk ours, theirs;
  const StoreId id{};
  for (auto [disk, history] : {std::pair(&ours, &shop_.events()), std::pair(&theirs, &std::as_const(events))}) {
    MemoryFiles files(*disk);
    ASSERT_TRUE(create_store(files, id, small_segments));
    journal_events(*disk, *history, 40);
  }
  const std::uint64_t second_batch = 3 * block_bytes;
  change_block(ours, 1, second_batch, [&](auto& bytes) { theirs.read(segment_name(1), second_batch, bytes); });
  EXPECT_THAT(refused(std::move(ours)), HasSubstr("offset 12288: the batch doesn't follow the one before it"));
}

TEST_F(Damage, OfAFileCutAnywhereIsRefused) {
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{block_bytes - 1},
                                   std::uint64_t{block_bytes}, end_ - 1, end_, min_segment_bytes - 1}) {
    MemoryDisk disk = whole_;
    disk.resize(segment_name(1), size);
    refused(std::move(disk));
    ASSERT_FALSE(HasFailure()) << size;
  }
}

TEST_F(Damage, OfAForeignSegmentIsRefused) {
  MemoryDisk other;
  journal_events(other, {}, 1);
  MemoryDisk disk = whole_;
  std::vector<std::byte> segment(min_segment_bytes);
  other.read(segment_name(2), 0, segment);
  disk.write(segment_name(2), 0, segment);
  EXPECT_THAT(refused(std::move(disk)),
              HasSubstr("journal-00000002.seg at offset 0: the segment belongs to another store"));
}

TEST_F(Damage, OfASegmentUnderAnothersNameIsRefused) {
  MemoryDisk disk = whole_;
  disk.rename(segment_name(1), segment_name(2));
  refused(disk);
  disk.rename(segment_name(2), segment_name(1));
  disk.remove(segment_name(2));
  ASSERT_TRUE(reopen(disk));
}

TEST_F(Damage, ByANewerFormatIsNotCalledDamage) {
  MemoryDisk disk = whole_;
  std::array<std::byte, block_bytes> block{};
  disk.read(segment_name(1), 0, block);
  SegmentHeader header;
  ASSERT_TRUE(read_segment_header(block, header));
  header.version = journal_version + 1;
  seal_segment_header(header, block);
  disk.write(segment_name(1), 0, block);
  EXPECT_EQ(reopen(disk).error().kind, FailureKind::unsupported);
}

class DamageAcrossSegments : public Damage {
 protected:
  DamageAcrossSegments() {
    shop_.sell(2'500);
    journal_events(whole_, shop_.events(), 1);
    EXPECT_TRUE(whole_.has(segment_name(4)));
  }
};

TEST_F(DamageAcrossSegments, OfAnEndMarkIsRefused) {
  const std::uint64_t end_mark = written_bytes(whole_, 1) - block_bytes;
  MemoryDisk disk = whole_;
  change_block(disk, 1, end_mark, [](auto& bytes) { bytes[100] ^= std::byte{1}; });
  EXPECT_THAT(refused(std::move(disk)), HasSubstr("journal-00000001.seg at offset " + std::to_string(end_mark)));
}

TEST_F(DamageAcrossSegments, OfTheOnlyBatchBeforeTheNextSegmentIsRefused) {
  const std::uint64_t last_batch = written_bytes(whole_, 2) - 2 * block_bytes;
  MemoryDisk disk = whole_;
  change_block(disk, 2, last_batch, [](auto& bytes) { bytes[200] ^= std::byte{1}; });
  EXPECT_THAT(refused(std::move(disk)), HasSubstr("journal-00000002.seg at offset " + std::to_string(last_batch)));
}

TEST_F(DamageAcrossSegments, OfAMissingSegmentIsRefused) {
  for (const std::uint64_t number : {1u, 2u, 3u}) {
    MemoryDisk disk = whole_;
    disk.remove(segment_name(number));
    EXPECT_THAT(refused(std::move(disk)), HasSubstr(segment_name(number) + " at offset 0: the file is missing"));
  }
}

TEST_F(DamageAcrossSegments, OfAllSegmentsFromOneOnIsRefused) {
  for (const std::uint64_t first : {2u, 3u, 4u}) {
    MemoryDisk disk = whole_;
    for (std::uint64_t number = first; disk.has(segment_name(number)); ++number) disk.remove(segment_name(number));
    EXPECT_THAT(refused(std::move(disk)), HasSubstr(segment_name(first) + " at offset 0: the file is missing"));
  }
}

TEST_F(DamageAcrossSegments, OfSwappedSegmentsIsRefused) {
  MemoryDisk disk = whole_;
  disk.rename(segment_name(2), "aside");
  disk.rename(segment_name(3), segment_name(2));
  disk.rename("aside", segment_name(3));
  EXPECT_THAT(refused(std::move(disk)), HasSubstr("this is segment 3 under another's name"));
}

}  // namespace
}  // namespace doorbuster::core
