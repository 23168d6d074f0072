// The real program's subcommands: their help, what they make of nonsense, and their exit codes.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <set>

#include "app/exit_codes.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::run_program;
using testing::HasSubstr;
using Arguments = std::vector<std::string>;

int code(const support::Finished& finished) { return finished.ending.exit_code.value_or(-1); }
constexpr int number(ExitCode exit) { return static_cast<int>(exit); }

class HelpOf : public testing::TestWithParam<Arguments> {};

TEST_P(HelpOf, ExplainsTheCommandAndExitsWithZero) {
  Arguments arguments = GetParam();
  arguments.push_back("--help");
  const auto finished = run_program(arguments);
  EXPECT_EQ(code(finished), 0);
  EXPECT_THAT(finished.output, HasSubstr("Usage: doorbuster"));
}

INSTANTIATE_TEST_SUITE_P(Commands, HelpOf,
                         testing::Values(Arguments{}, Arguments{"serve"}, Arguments{"load"}, Arguments{"journal"},
                                         Arguments{"journal", "verify"}, Arguments{"journal", "dump"},
                                         Arguments{"journal", "repair"}, Arguments{"keys"},
                                         Arguments{"keys", "create"}, Arguments{"keys", "list"},
                                         Arguments{"keys", "revoke"}, Arguments{"sale"},
                                         Arguments{"sale", "create"}, Arguments{"sale", "extend"},
                                         Arguments{"stock", "add"}, Arguments{"order", "list"},
                                         Arguments{"tail"}, Arguments{"top"},
                                         Arguments{"webhooks", "run"}, Arguments{"webhooks", "resume"},
                                         Arguments{"settings"}, Arguments{"version"}),
                         [](const auto& command) {
                           std::string name = "doorbuster";
                           for (const std::string& word : command.param) name += "_" + word;
                           return name;
                         });

TEST(Help, OfACommandIsNotThatOfTheProgram) {
  for (const char* command : {"journal", "keys", "sale", "stock", "order", "sink", "webhooks", "version"}) {
    const auto finished = run_program({command, "--help"});
    EXPECT_THAT(finished.output, testing::Not(HasSubstr("Exit codes:"))) << command;
  }
  EXPECT_THAT(run_program({"sale", "--help"}).output, HasSubstr("doorbuster sale COMMAND --help says more"));
  EXPECT_THAT(run_program({"sale", "create", "--help"}).output, testing::Not(HasSubstr("Excludes")));
  EXPECT_THAT(run_program({"top", "--help"}).output, HasSubstr("[SALE...]\n"));
}

TEST(ExitCodes, AreDifferentAndEachHasAMeaning) {
  std::set<ExitCode> codes;
  for (const ExitMeaning& exit : exit_meanings) {
    EXPECT_TRUE(codes.insert(exit.code).second) << number(exit.code);
    EXPECT_FALSE(exit.meaning.empty());
  }
}

TEST(ExitCodes, StandInTheProgramsHelp) {
  const auto finished = run_program({"--help"});
  for (const ExitMeaning& exit : exit_meanings) EXPECT_THAT(finished.output, HasSubstr(exit.meaning));
}

TEST(CommandLine, RefusesWhatItDoesNotUnderstandAndSuggestsTheNearest) {
  const auto command = run_program({"srve"});
  EXPECT_EQ(code(command), number(ExitCode::usage));
  EXPECT_THAT(command.output, HasSubstr("did you mean serve?"));

  const auto flag = run_program({"serve", "--io-thread", "2"});
  EXPECT_EQ(code(flag), number(ExitCode::usage));
  EXPECT_THAT(flag.output, HasSubstr("did you mean --io-threads?"));
  EXPECT_THAT(flag.output, HasSubstr("Run: doorbuster serve --help"));
}

TEST(CommandLine, WantsACommandAndItsArguments) {
  for (const Arguments& arguments : {Arguments{}, Arguments{"journal"}, Arguments{"journal", "verify"},
                                     Arguments{"serve", "--listen"}, Arguments{"load", "--threads", "0"}}) {
    EXPECT_EQ(code(run_program(arguments)), number(ExitCode::usage));
  }
}

TEST(VersionFlag, NamesTheVersionInALine) {
  const auto finished = run_program({"--version"});
  EXPECT_EQ(code(finished), 0);
  EXPECT_THAT(finished.output, testing::MatchesRegex("doorbuster 0\\.[0-9]+\\.[0-9]+\n"));
}

TEST(VersionCommand, NamesVersionCompilerAndLibraries) {
  const auto finished = run_program({"version"});
  EXPECT_EQ(code(finished), 0);
  for (const char* name : {"doorbuster 0.", "GCC", "Boost 1.81", "liburing ", "simdjson "}) {
    EXPECT_THAT(finished.output, HasSubstr(name));
  }
}

TEST(CheckConfig, SaysWhatIsInForceAndStartsNothing) {
  const support::ScratchDirectory scratch;
  const std::string data = (scratch.path() / "data").string();
  const auto finished = run_program({"serve", "--check-config", "--data", data, "--io-threads", "2"});
  EXPECT_EQ(code(finished), 0);
  EXPECT_THAT(finished.output, testing::ContainsRegex("io_threads = 2 +# flag --io-threads"));
  EXPECT_FALSE(std::filesystem::exists(data));
}

// The MiB of the budget's line that has `what` in it.
std::int64_t mebibytes(const std::string& output, const std::string& what) {
  std::smatch found;
  if (!std::regex_search(output, found, std::regex("# +([0-9]+) MiB  [^\n]*" + what))) return -1;
  return std::stoll(found[1]);
}

TEST(CheckConfig, SaysWhatMemoryItTakesAtMostAndTheSumIsThatOfTheParts) {
  const auto finished = run_program({"serve", "--check-config", "--max-orders", "1000000", "--max-connections", "2048",
                                     "--max-buffered-mib", "77", "--io-threads", "3", "--limit-per-buyer", "1/s",
                                     "--limit-per-address", "9/s"});
  ASSERT_EQ(code(finished), 0);
  const auto& said = finished.output;
  EXPECT_EQ(mebibytes(said, "2048 connections"), 96);
  EXPECT_EQ(mebibytes(said, "max_buffered_mib"), 77);
  EXPECT_EQ(mebibytes(said, "I/O threads: 3"), 3 * 4 * 14);
  EXPECT_EQ(mebibytes(said, "rate limits"), 2 * 8);
  const auto tables = mebibytes(said, "room for 1000000 orders");
  EXPECT_GE(tables, 179) << "so many bytes an order were seen";
  EXPECT_LE(tables, 1'000);
  const auto parts = tables + 96 + 77 + 3 * 4 * 14 + 16 + mebibytes(said, "the program");
  EXPECT_LE(mebibytes(said, "in all"), parts);
  EXPECT_GE(mebibytes(said, "in all"), parts - 6) << "each part is rounded up";
}

TEST(CheckConfig, SaysThatTheMachineIsTooSmall) {
  const auto finished = run_program({"serve", "--check-config", "--max-buffered-mib", "1048576"});
  EXPECT_EQ(code(finished), 0);
  EXPECT_THAT(finished.output, HasSubstr("MiB, which is less\n"));
}

TEST(CheckConfig, SaysEverythingThatIsWrong) {
  const support::ScratchDirectory scratch;
  const std::string config = (scratch.path() / "bad.toml").string();
  std::ofstream(config) << "liste = '127.0.0.1:1'\nio_threads = 999\n";
  const auto finished = run_program({"serve", "--check-config", "--config", config, "--listen", "0.0.0.0:80"});
  EXPECT_EQ(code(finished), number(ExitCode::configuration));
  EXPECT_THAT(finished.output, HasSubstr("did you mean \"listen\"?"));
  EXPECT_THAT(finished.output, HasSubstr("from 0 to 256"));
  EXPECT_THAT(finished.output, HasSubstr("without API keys the server listens on loopback only"));
}

}  // namespace
}  // namespace doorbuster::app
