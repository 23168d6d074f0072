// The key file on the disk: for its owner alone, replaced whole, changed by one at a time.
#include "app/keys/key_file_storage.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>
#include <vector>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;

struct KeyFileStorage : testing::Test {
  void add(const std::string& merchant) {
    auto change = KeyFileChange::begin(path).value();
    ASSERT_TRUE(add_merchant(change.file, merchant));
    ASSERT_TRUE(change.commit());
  }
  support::ScratchDirectory scratch;
  std::string path = (scratch.path() / "keys.toml").string();
};

TEST_F(KeyFileStorage, IsMadeForItsOwnerAlone) {
  const mode_t before = umask(0);
  add("acme");
  umask(before);
  struct stat found{};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
}

TEST_F(KeyFileStorage, IsRefusedWhereOthersMayReadOrWriteIt) {
  add("acme");
  for (const mode_t mode : {0640u, 0604u, 0620u, 0602u}) {
    chmod(path.c_str(), mode);
    const auto read = read_key_file(path);
    ASSERT_FALSE(read) << mode;
    EXPECT_THAT(read.error().message, HasSubstr("chmod 600"));
    EXPECT_FALSE(KeyFileChange::begin(path)) << mode;
  }
  chmod(path.c_str(), 0400);
  EXPECT_TRUE(read_key_file(path));
}

TEST_F(KeyFileStorage, SaysHowToMakeOneThatIsNotThere) {
  const auto read = read_key_file(path);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, core::FailureKind::invalid);
  EXPECT_THAT(read.error().message, HasSubstr("doorbuster keys create"));
}

TEST_F(KeyFileStorage, IsLeftAloneByAChangeThatIsNotCommitted) {
  add("acme");
  {
    auto change = KeyFileChange::begin(path).value();
    ASSERT_TRUE(add_merchant(change.file, "other"));
  }
  EXPECT_EQ(read_key_file(path)->merchants.size(), 1u);
}

TEST_F(KeyFileStorage, OutlivesAChangeThatCrashed) {
  add("acme");
  std::ofstream(path + ".new") << "half of a";
  add("other");
  EXPECT_EQ(read_key_file(path)->merchants.size(), 2u);
  EXPECT_FALSE(std::filesystem::exists(path + ".new"));
}

TEST_F(KeyFileStorage, LosesNoChangeOfManyAtOnce) {
  constexpr int writers = 8, changes = 5;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      for (int i = 0; i < changes; ++i) add("m" + std::to_string(writer) + "-" + std::to_string(i));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(read_key_file(path)->merchants.size(), static_cast<std::size_t>(writers * changes));
}

}  // namespace
}  // namespace doorbuster::app
