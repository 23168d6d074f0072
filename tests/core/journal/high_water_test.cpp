// The note of what was acknowledged: it notices the loss of a last batch that the journal alone would take for torn.
#include "core/journal/high_water.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/histories/journal_on_disk.hpp"

namespace doorbuster::core {
namespace {

using support::MemoryDisk;
using support::MemoryFiles;
using testing::HasSubstr;

// A store killed as soon as its last batch was stable: before the mark that would prove it.
class HighWater : public testing::Test {
 protected:
  HighWater() {
    shop_.open();
    shop_.sell(100);
    MemoryFiles files(disk_);
    auto store = open_store(files, small_segments, small_capacity(), nullptr);
    EXPECT_TRUE(store);
    for (const auto& event : shop_.events()) store->journal->append(event);
    while (store->journal->busy()) EXPECT_TRUE(store->journal->poll());
    EXPECT_TRUE(store->journal->mark_due());
    EXPECT_EQ(store->journal->stable_position().value, shop_.events().size());
    last_batch_ = written_bytes(disk_, 1) - written_bytes(disk_, 1) % block_bytes;
    while (!begins_batch(last_batch_ -= block_bytes)) {}
  }

  [[nodiscard]] bool begins_batch(std::uint64_t at) const {
    std::vector<std::byte> block(block_bytes);
    disk_.read(segment_name(1), at, block);
    BatchHeader header;
    return read_batch_header(block, header);
  }

  Shop shop_;
  MemoryDisk disk_;
  std::uint64_t last_batch_ = 0;
};

TEST_F(HighWater, SaysWhatWasAcknowledged) {
  EXPECT_EQ(disk_.note(high_water_name), shop_.events().size());
  EXPECT_TRUE(reopen(disk_));
}

TEST_F(HighWater, NoticesAnyDamageToTheLastBatchBeforeItsMark) {
  for (std::size_t at = 0; at < block_bytes; at += at < sizeof(BatchHeader) ? 1 : 61) {
    MemoryDisk disk = disk_;
    change_block(disk, 1, last_batch_, [&](auto& bytes) { bytes[at] ^= std::byte{4}; });
    MemoryFiles files(disk);
    const auto store = open_store(files, small_segments, small_capacity(), nullptr);
    ASSERT_FALSE(store) << "byte " << at;
    EXPECT_EQ(store.error().kind, FailureKind::corrupt);
    EXPECT_TRUE(files.writes().empty());
    const std::string acknowledged = std::to_string(shop_.events().size());
    EXPECT_THAT(store.error().message, HasSubstr("events up to " + acknowledged + " were acknowledged"));
    EXPECT_THAT(store.error().message, HasSubstr("offset 8192 of journal-00000001.seg"));
  }
}

TEST_F(HighWater, NoticesAJournalThatIsGone) {
  MemoryDisk disk = disk_;
  for (const std::string& name : disk.names()) disk.remove(name);
  MemoryFiles files(disk);
  const auto store = open_store(files, small_segments, small_capacity(), nullptr);
  ASSERT_FALSE(store) << "what was sold would be sold again";
  EXPECT_EQ(store.error().kind, FailureKind::corrupt);
  EXPECT_TRUE(disk.names().empty());
}

TEST_F(HighWater, WithoutItAnUnprovenLastBatchLooksTorn) {
  MemoryDisk disk = disk_;
  disk.forget_note(high_water_name);
  change_block(disk, 1, last_batch_, [&](auto& bytes) { bytes[0] ^= std::byte{4}; });
  const auto store = reopen(disk);
  ASSERT_TRUE(store);
  EXPECT_LT(store->state.position().value, shop_.events().size());
  EXPECT_TRUE(store->recovered.torn_batch_dropped);
}

TEST_F(HighWater, OneThatIsBehindSaysNothing) {
  MemoryDisk disk = disk_;
  disk.set_note(high_water_name, 1);
  EXPECT_TRUE(reopen(disk));
}

TEST_F(HighWater, IsSetBeforeAnythingIsAcknowledged) {
  MemoryFiles files(disk_);
  auto store = open_store(files, small_segments, small_capacity(), nullptr);
  ASSERT_TRUE(store);
  const auto stable = store->journal->stable_position();
  store->journal->append(shop_.events().back());
  files.fail_next("note");
  Result<void> polled;
  for (int i = 0; i < 3 && polled; ++i) polled = store->journal->poll();
  EXPECT_FALSE(polled) << "what can't be noted is not acknowledged";
  EXPECT_EQ(disk_.note(high_water_name), stable.value);
}

TEST_F(HighWater, VerifyComparesItToo) {
  MemoryDisk disk = disk_;
  change_block(disk, 1, last_batch_, [&](auto& bytes) { bytes[0] ^= std::byte{4}; });
  MemoryFiles files(disk);
  const auto verified = verify_store(files, small_capacity(), nullptr);
  ASSERT_FALSE(verified);
  EXPECT_THAT(verified.error().message, HasSubstr("were acknowledged"));
}

}  // namespace
}  // namespace doorbuster::core
