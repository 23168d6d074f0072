// The real disk: both ways of writing, the lock, and what it says when it can't.
#include "core/files/posix_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <fstream>

#include "core/files/aligned_buffer.hpp"
#include "core/journal/journal_format.hpp"
#include "core/journal/segment_files.hpp"
#include "tests/core/histories/histories.hpp"
#include "tests/core/histories/telling.hpp"
#include "tests/support/bounded_file_size.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::core {
namespace {

using support::BoundedFileSize;
using support::ScratchDirectory;
using testing::HasSubstr;

class RealDisk : public testing::TestWithParam<WriteEngine> {
 protected:
  void SetUp() override {
    auto files = open_directory(directory_.path(), GetParam());
    const bool without_ring = !files && files.error().kind == FailureKind::unsupported;
    if (without_ring && GetParam() == WriteEngine::io_uring) GTEST_SKIP() << files.error().message;
    ASSERT_TRUE(files) << files.error().message;
    files_ = std::move(*files);
  }
  std::unique_ptr<File> made(const std::string& name, std::uint64_t bytes) {
    const auto created = files_->create_zeroed(name, bytes);
    EXPECT_TRUE(created) << created.error().message;
    return std::move(*files_->open(name));
  }
  static AlignedBuffer filled(std::size_t bytes, int value) {
    AlignedBuffer buffer(bytes);
    std::memset(buffer.data(), value, bytes);
    return buffer;
  }

  ScratchDirectory directory_;
  std::unique_ptr<Files> files_;
};

TEST_P(RealDisk, ReadsBackWhatWasWrittenAtAnyAlignment) {
  const auto file = made("a", 64 * block_bytes);
  const AlignedBuffer ones = filled(2 * block_bytes, 1);
  ASSERT_TRUE(file->write(ones.span(), 3 * block_bytes));
  std::vector<std::byte> bytes(4 * block_bytes + 3);
  ASSERT_EQ(*file->read(bytes, 2 * block_bytes + 1), bytes.size());
  EXPECT_EQ(bytes[block_bytes - 2], std::byte{0});
  EXPECT_EQ(bytes[block_bytes - 1], std::byte{1});
  EXPECT_EQ(bytes[3 * block_bytes - 2], std::byte{1});
  EXPECT_EQ(bytes[3 * block_bytes - 1], std::byte{0});
  EXPECT_EQ(*file->read(bytes, 62 * block_bytes + 5), 2 * block_bytes - 5) << "fewer only where the file ends";
  EXPECT_EQ(*file->read(bytes, 64 * block_bytes), 0u);
}

TEST_P(RealDisk, TellsWhenAStartedWriteIsDone) {
  const auto file = made("a", 64 * block_bytes);
  const AlignedBuffer ones = filled(16 * block_bytes, 1);
  for (std::uint64_t round = 0; round < 4; ++round) {
    file->start_write(ones.span(), round * 16 * block_bytes);
    std::optional<Result<void>> outcome;
    while (!(outcome = file->poll_write())) {
      pollfd done{files_->write_done_descriptor(), POLLIN, 0};
      ASSERT_EQ(::poll(&done, 1, 10'000), 1) << "nobody told that the write was done";
    }
    EXPECT_TRUE(*outcome);
  }
  std::vector<std::byte> bytes(64 * block_bytes);
  ASSERT_TRUE((*files_->open_read_only("a"))->read(bytes, 0));
  EXPECT_EQ(bytes, std::vector<std::byte>(bytes.size(), std::byte{1}));
}

TEST_P(RealDisk, FinishesAStartedWriteWhenAskedTo) {
  const auto file = made("a", block_bytes);
  const AlignedBuffer ones = filled(block_bytes, 1);
  file->start_write(ones.span(), 0);
  EXPECT_TRUE(file->finish_write());
}

TEST_P(RealDisk, NamesAndRenamesAndRemoves) {
  made("a", block_bytes);
  EXPECT_THAT(*files_->list(), testing::UnorderedElementsAre("a", "LOCK"));
  EXPECT_FALSE(files_->create_zeroed("a", block_bytes)) << "there is one already";
  ASSERT_TRUE(files_->rename("a", "b"));
  EXPECT_THAT(files_->rename("a", "b").error().message, HasSubstr("to b: No such file"));
  EXPECT_THAT(*files_->list(), testing::UnorderedElementsAre("b", "LOCK"));
  ASSERT_TRUE(files_->remove("b"));
  EXPECT_FALSE(files_->remove("b"));
  const auto missing = files_->open("b");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr((directory_.path() / "b").string() + ": No such file"));
}

TEST_P(RealDisk, RefusesASecondProcess) {
  const auto second = open_directory(directory_.path(), GetParam());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, FailureKind::in_use);
  EXPECT_THAT(second.error().message, HasSubstr("(process " + std::to_string(getpid()) + ")"));
  files_.reset();
  EXPECT_TRUE(open_directory(directory_.path(), GetParam()));
}

TEST_P(RealDisk, CanBeReadBesideItsOwnerButNotWritten) {
  made("a", block_bytes);
  const auto beside = open_directory_read_only(directory_.path());
  ASSERT_TRUE(beside);
  EXPECT_TRUE((*beside)->open_read_only("a"));
  EXPECT_FALSE((*beside)->open("a"));
  EXPECT_FALSE((*beside)->create_zeroed("b", block_bytes));
  EXPECT_FALSE((*beside)->rename("a", "b"));
  EXPECT_FALSE((*beside)->remove("a"));
}

TEST_P(RealDisk, SaysHowItWrites) {
  const std::string engine = GetParam() == WriteEngine::pwritev2 ? "pwritev2" : "io_uring";
  EXPECT_THAT(files_->describe(), HasSubstr(engine));
  EXPECT_THAT(files_->describe(), HasSubstr("O_DSYNC"));
}

TEST_P(RealDisk, HoldsAJournalThroughRestartsAndVerifiesItMeanwhile) {
  Shop shop;
  shop.open();
  shop.sell(2'000);
  std::size_t next = 0;
  for (const std::size_t until : {std::size_t{700}, shop.events().size()}) {
    auto store = open_store(*files_, {min_segment_bytes}, small_capacity(), nullptr);
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_EQ(store->state.position().value, next);
    const auto beside = open_directory_read_only(directory_.path());
    for (; next < until; ++next) {
      store->journal->append(shop.events()[next]);
      ASSERT_TRUE(store->journal->poll());
      if (next % 500 != 499) continue;
      const auto verified = verify_store(**beside, small_capacity(), nullptr);
      ASSERT_TRUE(verified) << verified.error().message;
      ASSERT_GE(verified->position, store->journal->stable_position());
    }
    ASSERT_TRUE(store->journal->close());
  }
  const auto store = open_store(*files_, {min_segment_bytes}, small_capacity(), nullptr);
  ASSERT_TRUE(store) << store.error().message;
  EXPECT_EQ(inventory::fingerprint(store->state), shop.fingerprint());
  EXPECT_TRUE(store->recovered.closed_in_good_order);
}

TEST_P(RealDisk, SaysWhatToDoWhenNoMoreFits) {
  const BoundedFileSize bounded(8 * block_bytes);
  const auto created = files_->create_zeroed("a", 64 * block_bytes);
  ASSERT_FALSE(created);
  EXPECT_THAT(created.error().message, HasSubstr((directory_.path() / "a").string()));
  EXPECT_THAT(created.error().message, HasSubstr("Free space"));
  EXPECT_THAT(*files_->list(), testing::UnorderedElementsAre("LOCK")) << "what was begun takes no space";
}

TEST_P(RealDisk, TakesAShortWriteForAFailure) {
  const auto file = made("a", 8 * block_bytes);
  const AlignedBuffer ones = filled(4 * block_bytes, 1);
  const BoundedFileSize bounded(6 * block_bytes);
  file->start_write(ones.span(), 4 * block_bytes);
  const auto outcome = file->finish_write();
  ASSERT_FALSE(outcome);
  const std::string path = (directory_.path() / "a").string();
  EXPECT_THAT(outcome.error().message, HasSubstr("write 16384 bytes to " + path + " at offset 16384"));
}

std::string engine_name(const testing::TestParamInfo<WriteEngine>& engine) {
  return engine.param == WriteEngine::pwritev2 ? "Pwritev2" : "IoUring";
}

INSTANTIATE_TEST_SUITE_P(Through, RealDisk, testing::Values(WriteEngine::io_uring, WriteEngine::pwritev2),
                         engine_name);

}  // namespace
}  // namespace doorbuster::core
