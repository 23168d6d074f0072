// Where lines go: files that are moved away, disks that are full, pipes that nobody reads.
#include "net/request_log/log_output.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::net {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// As on a disk that is full, this process's files grow no further than to so many bytes (setrlimit(2)).
class FilesUpTo {
 public:
  explicit FilesUpTo(rlim_t bytes) : former_action_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &former_);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = former_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FilesUpTo() {
    ::setrlimit(RLIMIT_FSIZE, &former_);
    std::signal(SIGXFSZ, former_action_);
  }
  FilesUpTo(const FilesUpTo&) = delete;
  FilesUpTo& operator=(const FilesUpTo&) = delete;

 private:
  rlimit former_{};
  void (*former_action_)(int);
};

struct LogOutputTest : ::testing::Test {
  support::ScratchDirectory scratch;
  std::filesystem::path path = scratch.path() / "requests.log";
  LogOutput output;
};

TEST_F(LogOutputTest, AppendsToAFileForOwnerAndGroupAlone) {
  ASSERT_TRUE(output.open(path));
  EXPECT_EQ(output.write("one\n"), 4U);
  LogOutput again;
  ASSERT_TRUE(again.open(path));
  EXPECT_EQ(again.write("two\n"), 4U);
  EXPECT_EQ(content(path), "one\ntwo\n");
  struct stat about {};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0007, 0U);
  EXPECT_FALSE(output.is_terminal());
}

TEST_F(LogOutputTest, LeavesAFileThatWasMovedAway) {
  ASSERT_TRUE(output.open(path));
  EXPECT_EQ(output.write("one\n"), 4U);
  std::filesystem::rename(path, scratch.path() / "requests.log.1");
  EXPECT_EQ(output.write("two\n"), 4U);
  ASSERT_TRUE(output.open(path));
  EXPECT_EQ(output.write("three\n"), 6U);
  EXPECT_EQ(content(scratch.path() / "requests.log.1"), "one\ntwo\n");
  EXPECT_EQ(content(path), "three\n");
}

TEST_F(LogOutputTest, GoesOnWhereItWasIfItCannotOpenAgain) {
  ASSERT_TRUE(output.open(path));
  const auto refused = output.open(scratch.path() / "missing" / "requests.log");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("missing/requests.log can't be opened"), std::string::npos);
  EXPECT_EQ(output.write("one\n"), 4U);
  EXPECT_EQ(content(path), "one\n");
}

TEST_F(LogOutputTest, SaysWhatAFullDiskDidNotTake) {
  ASSERT_TRUE(output.open("/dev/full"));
  EXPECT_EQ(output.write("one\n"), 0U);
}

TEST_F(LogOutputTest, EndsALineThatAFullDiskTore) {
  ASSERT_TRUE(output.open(path));
  {
    const FilesUpTo full(6);
    EXPECT_EQ(output.write("one\ntwo\n"), 6U);
    EXPECT_EQ(output.write("lost\n"), 0U);
  }
  EXPECT_EQ(output.write("three\n"), 6U);
  EXPECT_EQ(content(path), "one\ntw\nthree\n");
}

TEST_F(LogOutputTest, EndsNoLineThatIsWhole) {
  ASSERT_TRUE(output.open(path));
  {
    const FilesUpTo full(4);
    EXPECT_EQ(output.write("one\nlost\n"), 4U);
  }
  EXPECT_EQ(output.write("two\n"), 4U);
  EXPECT_EQ(content(path), "one\ntwo\n");
}

TEST_F(LogOutputTest, EndsATornLineInTheFileThatHasItAlone) {
  ASSERT_TRUE(output.open(path));
  {
    const FilesUpTo full(2);
    EXPECT_EQ(output.write("one\n"), 2U);
  }
  ASSERT_TRUE(output.open(path));
  EXPECT_EQ(output.write("two\n"), 4U);
  EXPECT_EQ(content(path), "on\ntwo\n");
  {
    const FilesUpTo full(10);
    EXPECT_EQ(output.write("three\n"), 3U);
  }
  std::filesystem::rename(path, scratch.path() / "requests.log.1");
  ASSERT_TRUE(output.open(path));
  EXPECT_EQ(output.write("four\n"), 5U);
  EXPECT_EQ(content(path), "four\n");
}

TEST_F(LogOutputTest, WaitsForNobodyWhoDoesNotReadAndEndsALineThatWasTorn) {
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
  ASSERT_GE(reader, 0);
  ASSERT_TRUE(output.open(path));
  const std::string lines = std::string(1000, 'a') + "\n" + std::string(1u << 20, 'b') + "\n";
  const auto taken = output.write(lines);
  EXPECT_GT(taken, 1001U);
  EXPECT_LT(taken, lines.size());
  EXPECT_EQ(output.write("lost\n"), 0U);

  std::string read(lines.size(), '\0');
  const auto bytes = ::read(reader, read.data(), read.size());
  EXPECT_EQ(bytes, static_cast<ssize_t>(taken));
  EXPECT_EQ(output.write("whole\n"), 6U);
  std::array<char, 16> rest{};
  EXPECT_EQ(::read(reader, rest.data(), rest.size()), 7);
  EXPECT_STREQ(rest.data(), "\nwhole\n");
  ::close(reader);
}

}  // namespace
}  // namespace doorbuster::net
