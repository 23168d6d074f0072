// The directory as a whole: made, opened with little, written in the way that is allowed; and what is said when not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include <cerrno>
#include <fstream>
#include <map>
#include <thread>

#include "core/files/posix_files.hpp"
#include "core/files/system_failure.hpp"
#include "core/files/uring_writer.hpp"
#include "tests/core/histories/histories.hpp"
#include "tests/support/bounded_descriptors.hpp"
#include "tests/support/forbidden_call.hpp"
#include "tests/support/scratch_directory.hpp"

namespace doorbuster::core {
namespace {

using support::BoundedDescriptors;
using support::ScratchDirectory;
using testing::HasSubstr;
using testing::StartsWith;

TEST(SystemFailure, SaysWhatWasTriedWhyItFailedAndWhatToDo) {
  for (const auto& [error, what_to_do] : std::map<int, const char*>{{ENOSPC, "Free space"},
                                                                    {EDQUOT, "Free space"},
                                                                    {EFBIG, "raise the limit on file sizes"},
                                                                    {EIO, "kernel's log"},
                                                                    {EACCES, "the right to write there"},
                                                                    {EROFS, "the right to write there"},
                                                                    {EMFILE, "ulimit -n"}}) {
    const Failure failure = system_failure("write to journal", error);
    EXPECT_EQ(failure.kind, FailureKind::io);
    EXPECT_THAT(failure.message, StartsWith("Can't write to journal: " + errno_text(error) + "."));
    EXPECT_THAT(failure.message, HasSubstr(what_to_do));
  }
  EXPECT_EQ(system_failure("x", EDOM).message, "Can't x: " + errno_text(EDOM) + ".");
}

TEST(DataDirectory, IsMadeIfNeedBe) {
  const ScratchDirectory scratch;
  ASSERT_TRUE(open_directory(scratch.path() / "deep" / "down"));
  EXPECT_TRUE(std::filesystem::exists(scratch.path() / "deep" / "down" / "LOCK"));
}

// Made, but perhaps not for good: a power cut could take it away with all that was acknowledged in it. And one that is
// there may have names in it that a process before this one gave and didn't live to sync.
TEST(DataDirectory, IsNotOpenedWhereItsNamesCantBeMadeStable) {
  const ScratchDirectory scratch;
  ASSERT_TRUE(open_directory(scratch.path() / "there", WriteEngine::pwritev2));
  bool forbidden = false;
  std::thread([&] {
    forbidden = support::forbid_call(__NR_fsync, EIO);
    if (!forbidden) return;
    for (const auto& path : {scratch.path() / "new" / "deep", scratch.path() / "there"}) {
      const auto files = open_directory(path, WriteEngine::pwritev2);
      ASSERT_FALSE(files) << path;
      EXPECT_THAT(files.error().message, HasSubstr("sync the directory"));
    }
    EXPECT_TRUE(open_directory_read_only(scratch.path() / "there"));
  }).join();
  if (!forbidden) GTEST_SKIP() << "this system lets no thread forbid itself anything (seccomp)";
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "new" / "deep"))
      << "its parent, whose name isn't stable, comes first";
}

// With each descriptor more it gets further.
TEST(DataDirectory, IsOpenedWithFewDescriptorsLeftOrSaysSo) {
  if (!BoundedDescriptors::possible) GTEST_SKIP() << "the sanitizer itself needs descriptors";
  const ScratchDirectory directory;
  const auto is_direct = [](const Files& files) { return files.describe().ends_with("O_DIRECT|O_DSYNC"); };
  const bool direct = is_direct(**open_directory(directory.path(), WriteEngine::pwritev2));
  bool opened = false;
  for (rlim_t left = 0; left < 10; ++left) {
    const BoundedDescriptors bounded(left);
    const auto files = open_directory(directory.path(), WriteEngine::best);
    if (files) {
      opened = true;
      EXPECT_EQ(is_direct(**files), direct) << "what could not be asked is not taken for a no";
    } else {
      EXPECT_FALSE(opened) << left;
      EXPECT_THAT(files.error().message, HasSubstr("ulimit -n"));
    }
  }
  EXPECT_TRUE(opened);
}

TEST(DataDirectory, IsWrittenWithoutIoUringWhereThatIsForbidden) {
  const ScratchDirectory directory;
  bool forbidden = false;
  std::thread([&] {
    forbidden = support::forbid_call(__NR_io_uring_setup, EPERM);
    if (!forbidden) return;
    EXPECT_EQ(open_directory(directory.path(), WriteEngine::io_uring).error().kind, FailureKind::unsupported);
    const auto files = open_directory(directory.path(), WriteEngine::best);
    ASSERT_TRUE(files) << files.error().message;
    EXPECT_THAT((*files)->describe(), HasSubstr("pwritev2 (io_uring can't be used here: Operation not permitted)"));
    const auto store = open_store(**files, {min_segment_bytes}, small_capacity(), nullptr);
    EXPECT_TRUE(store) << store.error().message;
  }).join();
  if (!forbidden) GTEST_SKIP() << "this system lets no thread forbid itself anything (seccomp)";
}

TEST(DataDirectory, SaysWhyThereIsNoRing) {
  if (!BoundedDescriptors::possible) GTEST_SKIP() << "the sanitizer itself needs descriptors";
  const BoundedDescriptors bounded(0);
  const auto writer = make_uring_writer();
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().kind, FailureKind::unsupported);
  EXPECT_THAT(writer.error().message, StartsWith("io_uring can't"));
}

TEST(DataDirectory, ThatCantBeMadeIsNamed) {
  const ScratchDirectory scratch;
  std::ofstream(scratch.path() / "file") << "no directory";
  const auto files = open_directory(scratch.path() / "file" / "data");
  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, HasSubstr((scratch.path() / "file" / "data").string()));
  EXPECT_FALSE(open_directory_read_only(scratch.path() / "nowhere"));
}

TEST(DataDirectory, WorksWhereThereIsNoDirectWriting) {
  const std::filesystem::path memory = "/dev/shm";
  std::string pattern = (memory / "doorbuster.XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) GTEST_SKIP() << "no tmpfs at " << memory;
  {
    auto files = open_directory(pattern);
    ASSERT_TRUE(files) << files.error().message;
    auto store = open_store(**files, {min_segment_bytes}, small_capacity(), nullptr);
    EXPECT_TRUE(store) << store.error().message;
  }
  std::filesystem::remove_all(pattern);
}

}  // namespace
}  // namespace doorbuster::core
