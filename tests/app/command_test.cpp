// The real program's subcommands: their help, what they make of nonsense, and their exit codes.
#include <gmock/gmock.h>

#include <fstream>
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
                                         Arguments{"settings"}, Arguments{"version"}),
                         [](const auto& command) {
                           std::string name = "doorbuster";
                           for (const std::string& word : command.param) name += "_" + word;
                           return name;
                         });

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
