// doorbuster journal, the real program on a real directory: verify, dump and repair, and what they exit with.
#include <gmock/gmock.h>

#include <fstream>

#include "app/exit_codes.hpp"
#include "core/core.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::Finished;
using testing::HasSubstr;
using testing::Not;

constexpr std::uint64_t skus = 100;
constexpr std::uint64_t damaged_block = 40 * core::block_bytes;

// A directory whose journal holds so many events, each in a batch of its own.
class JournalCommand : public testing::Test {
 protected:
  JournalCommand() {
    const auto files = core::open_directory(data_, core::WriteEngine::pwritev2);
    core::JournalOptions options;
    options.segment_bytes = std::uint64_t{4} << 20;
    auto store = core::open_store(**files, options, {}, nullptr);
    for (std::uint64_t i = 0; i < skus; ++i) {
      inventory::SkuPut put{inventory::SkuId::parse("sku-" + std::to_string(i)).value(), "One of many"};
      store->journal->append({{1'783'000'000'000}, {}, put});
      while (store->journal->busy()) EXPECT_TRUE(store->journal->poll());
    }
    EXPECT_TRUE(store->journal->close());
  }

  Finished run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "journal");
    arguments.insert(arguments.begin() + 2, data_);
    return support::run_program(arguments);
  }
  static ExitCode code(const Finished& finished) {
    return static_cast<ExitCode>(finished.ending.exit_code.value_or(-1));
  }
  void damage() {
    std::fstream(segment_, std::ios::in | std::ios::out | std::ios::binary).seekp(damaged_block + 200).put('x');
  }

  support::ScratchDirectory scratch_;
  const std::string data_ = (scratch_.path() / "data").string();
  const std::string segment_ = data_ + "/journal-00000001.seg";
};

TEST_F(JournalCommand, RepairOfADirectoryThatIsNotThereMakesNone) {
  const auto elsewhere = (scratch_.path() / "dta").string();
  const auto finished = support::run_program({"journal", "repair", "--yes", elsewhere});
  EXPECT_EQ(code(finished), ExitCode::data_unusable);
  EXPECT_THAT(finished.output, HasSubstr("Can't open the data directory " + elsewhere));
  EXPECT_FALSE(std::filesystem::exists(elsewhere));
}

TEST_F(JournalCommand, SaysThatItIsTheWrongDirectoryAndLeavesItAlone) {
  const auto elsewhere = scratch_.path() / "elsewhere";
  std::filesystem::create_directory(elsewhere);
  for (const char* const action : {"verify", "dump", "repair"}) {
    const auto finished = support::run_program({"journal", action, elsewhere.string()});
    EXPECT_EQ(code(finished), ExitCode::data_unusable) << action;
    EXPECT_THAT(finished.output, HasSubstr("no file journal-00000001.seg or later")) << action;
    EXPECT_TRUE(std::filesystem::is_empty(elsewhere)) << action;
  }
}

TEST_F(JournalCommand, VerifySaysThatAllIsWell) {
  const auto finished = run({"verify"});
  EXPECT_EQ(code(finished), ExitCode::ok) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("events       100"));
  EXPECT_THAT(finished.output, HasSubstr("the journal is well"));
}

TEST_F(JournalCommand, VerifyNamesTheDamage) {
  damage();
  const auto finished = run({"verify"});
  EXPECT_EQ(code(finished), ExitCode::journal_damaged);
  EXPECT_THAT(finished.output, HasSubstr("journal-00000001.seg at offset 163840"));
}

TEST_F(JournalCommand, DumpPrintsAllThatComesBeforeTheDamage) {
  damage();
  const auto finished = run({"dump"});
  EXPECT_EQ(code(finished), ExitCode::journal_damaged);
  EXPECT_THAT(finished.output, HasSubstr(R"({"position":1,)"));
  EXPECT_THAT(finished.output, HasSubstr(R"("sku":"sku-10")"));
  EXPECT_THAT(finished.output, Not(HasSubstr(R"("sku":"sku-99")")));
}

TEST_F(JournalCommand, DumpPrintsWhatIsAskedFor) {
  const auto finished = run({"dump", "--after", "20", "--limit", "2"});
  EXPECT_EQ(code(finished), ExitCode::ok);
  EXPECT_THAT(finished.output, HasSubstr(R"("position":21,)"));
  EXPECT_THAT(finished.output, HasSubstr(R"("position":22,)"));
  EXPECT_THAT(finished.output, Not(HasSubstr(R"("position":23,)")));
  EXPECT_THAT(finished.output, Not(HasSubstr(R"("position":20,)")));
}

TEST_F(JournalCommand, DumpSaysThatThereIsNoSuchOrder) {
  const auto finished = run({"dump", "--order", "ord_nonsense"});
  EXPECT_EQ(code(finished), ExitCode::data_unusable);
  EXPECT_THAT(finished.output, HasSubstr("ord_nonsense"));
}

TEST_F(JournalCommand, RepairLeavesAJournalThatIsWellAlone) {
  const auto finished = run({"repair", "--yes"});
  EXPECT_EQ(code(finished), ExitCode::ok) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("there is nothing to repair"));
}

TEST_F(JournalCommand, RepairChangesNothingWithoutAYes) {
  damage();
  const auto finished = run({"repair"});
  EXPECT_EQ(code(finished), ExitCode::journal_damaged) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("nothing was changed"));
  EXPECT_EQ(code(run({"verify"})), ExitCode::journal_damaged);
}

TEST_F(JournalCommand, RepairShowsWhatIsLostAndKeepsTheOriginal) {
  damage();
  const auto finished = run({"repair", "--yes"});
  EXPECT_EQ(code(finished), ExitCode::ok) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("journal-00000001.seg at offset 163840"));
  EXPECT_THAT(finished.output, HasSubstr("events at least"));
  EXPECT_THAT(finished.output, HasSubstr("the journal is well"));
  EXPECT_TRUE(std::filesystem::exists(segment_ + ".damaged"));
  EXPECT_EQ(code(run({"verify"})), ExitCode::ok);
}

TEST_F(JournalCommand, RepairKeepsAwayFromARunningServer) {
  support::ServerProcess server(data_);
  server.start();
  const auto finished = run({"repair", "--yes"});
  EXPECT_EQ(code(finished), ExitCode::data_unusable) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("in use"));
}

TEST(JournalCommandWithoutAJournal, SaysThatADirectoryCantBeRead) {
  const support::ScratchDirectory scratch;
  const std::string nowhere = (scratch.path() / "none").string();
  for (const char* command : {"verify", "dump"}) {
    const auto finished = support::run_program({"journal", command, nowhere});
    EXPECT_EQ(finished.ending.exit_code, static_cast<int>(ExitCode::data_unusable)) << finished.output;
  }
}

}  // namespace
}  // namespace doorbuster::app
