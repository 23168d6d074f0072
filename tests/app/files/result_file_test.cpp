// A file for a result: there from the start, written at the end.
#include "app/files/result_file.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ResultFile, KeepsWhatIsThereUntilItIsWritten) {
  const support::ScratchDirectory scratch;
  const auto path = scratch.path() / "result";
  std::ofstream(path) << "what a longer run before has left";
  auto file = ResultFile::open(path.string());
  ASSERT_TRUE(file);
  EXPECT_EQ(text_of(path), "what a longer run before has left");
  ASSERT_TRUE(file->write("new"));
  EXPECT_EQ(text_of(path), "new");
}

TEST(ResultFile, SaysAtOnceThatThereCanBeNone) {
  const support::ScratchDirectory scratch;
  const auto file = ResultFile::open((scratch.path() / "absent" / "result").string());
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().message, testing::HasSubstr("absent/result can't be written"));
}

TEST(ResultFile, SaysThatThereIsNoRoom) {
  auto file = ResultFile::open("/dev/full");
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->write("text"));
}

TEST(ResultFile, TakesADashForStandardOutput) {
  const auto file = ResultFile::open("-");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->is_stdout());
}

}  // namespace
}  // namespace doorbuster::app
