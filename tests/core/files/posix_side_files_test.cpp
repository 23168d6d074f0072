// What stands beside the segments on the real disk: files written once, and notes; and work done in the background.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <future>
#include <new>
#include <thread>

#include "core/files/posix_files.hpp"
#include "tests/support/bounded_file_size.hpp"
#include "tests/support/forbidden_call.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::core {
namespace {

using testing::HasSubstr;

class SideFiles : public testing::Test {
 protected:
  [[nodiscard]] std::optional<std::uint64_t> noted() {
    const auto note = files_->open_note("NOTE");
    EXPECT_TRUE(note);
    return (*note)->value();
  }

  support::ScratchDirectory directory_;
  std::unique_ptr<Files> files_ = std::move(*open_directory(directory_.path(), WriteEngine::pwritev2));
};

TEST_F(SideFiles, ANewFileHoldsAllThatWasAppended) {
  const std::vector<std::byte> some(5'000'001, std::byte{7});
  {
    const auto file = files_->create("new");
    ASSERT_TRUE(file) << file.error().message;
    for (int i = 0; i < 4; ++i) ASSERT_TRUE((*file)->append(some));
    ASSERT_TRUE((*file)->finish());
  }
  const auto file = files_->open_read_only("new");
  ASSERT_TRUE(file);
  ASSERT_EQ((*file)->size(), 4 * some.size());
  std::vector<std::byte> bytes(some.size());
  ASSERT_EQ(*(*file)->read(bytes, 3 * some.size()), some.size());
  EXPECT_EQ(bytes, some);
}

TEST_F(SideFiles, ANewFileTakesThePlaceOfAnUnfinishedOne) {
  const std::vector<std::byte> some(100);
  ASSERT_TRUE((*files_->create("new"))->append(some));
  ASSERT_TRUE((*files_->create("new"))->finish());
  EXPECT_EQ((*files_->open_read_only("new"))->size(), 0u);
}

TEST_F(SideFiles, ANewFileThatFindsNoSpaceSaysSo) {
  const auto file = files_->create("new");
  const support::BoundedFileSize bounded(3'000);
  const std::vector<std::byte> some(2'000);
  ASSERT_TRUE((*file)->append(some));
  const auto appended = (*file)->append(some);
  ASSERT_FALSE(appended) << "a part of it is no success";
  EXPECT_THAT(appended.error().message, HasSubstr((directory_.path() / "new").string()));
  EXPECT_THAT(appended.error().message, HasSubstr("Free space"));
}

TEST_F(SideFiles, ANoteIsNothingUntilItIsSet) {
  EXPECT_EQ(noted(), std::nullopt);
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "NOTE")) << "looking at it changes nothing";
}

TEST_F(SideFiles, ANoteSaysWhatItWasSetToLast) {
  const auto note = *files_->open_note("NOTE");
  for (const std::uint64_t value : {17ul, 0ul, ~0ul, 42ul}) {
    ASSERT_TRUE(note->set(value));
    EXPECT_EQ(note->value(), value);
    EXPECT_EQ(noted(), value);
  }
}

TEST_F(SideFiles, ANoteThatIsNotWhatWasSetIsNothing) {
  ASSERT_TRUE((*files_->open_note("NOTE"))->set(17));
  std::fstream(directory_.path() / "NOTE", std::ios::in | std::ios::out).seekp(19).put('8');
  EXPECT_EQ(noted(), std::nullopt);
}

TEST_F(SideFiles, ReadersMayLookAtANoteButNotMakeFiles) {
  ASSERT_TRUE((*files_->open_note("NOTE"))->set(17));
  const auto beside = open_directory_read_only(directory_.path());
  const auto note = *(*beside)->open_note("NOTE");
  EXPECT_EQ(note->value(), 17u);
  EXPECT_FALSE(note->set(18));
  EXPECT_EQ(noted(), 17u);
  EXPECT_FALSE((*beside)->create("new"));
}

TEST_F(SideFiles, BackgroundWorkTellsWhenItIsDone) {
  std::promise<void> may_end;
  const auto work = files_->begin([ended = may_end.get_future().share()]() -> Result<void> {
    ended.wait();
    return Failure{FailureKind::io, "so it ended"};
  });
  EXPECT_FALSE(work->done());
  may_end.set_value();
  const auto outcome = work->wait();
  EXPECT_TRUE(work->done());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "so it ended");
}

// Else its owner would wait for it for ever, or end with it.
TEST_F(SideFiles, BackgroundWorkThatThrowsHasFailed) {
  const auto work = files_->begin([]() -> Result<void> { throw std::bad_alloc(); });
  for (int waits = 0; waits < 10'000 && !work->done(); ++waits) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ASSERT_TRUE(work->done());
  const auto outcome = work->wait();
  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("bad_alloc"));
}

TEST_F(SideFiles, BackgroundWorkForWhichThereIsNoThreadHasFailed) {
  bool forbidden = false;
  bool ran = false;
  std::thread([&] {
    forbidden = support::forbid_call(__NR_clone3, EAGAIN) && support::forbid_call(__NR_clone, EAGAIN);
    if (!forbidden) return;
    const auto work = files_->begin([&]() -> Result<void> {
      ran = true;
      return {};
    });
    EXPECT_TRUE(work->done());
    const auto outcome = work->wait();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, FailureKind::io);
  }).join();
  if (!forbidden) GTEST_SKIP() << "this system lets no thread forbid itself anything (seccomp)";
  EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace doorbuster::core
