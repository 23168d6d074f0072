// The real `doorbuster load`: what it refuses before it runs, what it writes, and what it exits with.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "app/exit_codes.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::run_program;
using testing::HasSubstr;

int code(const support::Finished& finished) { return finished.ending.exit_code.value_or(-1); }
std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}
constexpr int number(ExitCode exit) { return static_cast<int>(exit); }

TEST(LoadCommand, SaysThatNoServerAnswers) {
  const auto finished = run_program({"load", "--target", "http://127.0.0.1:1", "--orders", "10"});
  EXPECT_EQ(code(finished), number(ExitCode::load_could_not_run));
  EXPECT_THAT(finished.output, HasSubstr("doorbuster serve"));
}

TEST(LoadCommand, RefusesAThresholdThatItDoesNotUnderstandBeforeItRuns) {
  const auto finished = run_program({"load", "--target", "http://127.0.0.1:1", "--threshold", "p98<5ms"});
  EXPECT_EQ(code(finished), number(ExitCode::usage));
  EXPECT_THAT(finished.output, HasSubstr("\"p98<5ms\" is no threshold"));
  EXPECT_THAT(finished.output, HasSubstr("p99<5ms"));
}

TEST(LoadCommand, SaysBeforeItRunsThatAResultCanNotBeWritten) {
  const auto finished = run_program({"load", "--target", "http://127.0.0.1:1", "--json", "/absent/result.json"});
  EXPECT_EQ(code(finished), number(ExitCode::load_could_not_run));
  EXPECT_THAT(finished.output, HasSubstr("/absent/result.json can't be written"));
  EXPECT_THAT(finished.output, testing::Not(HasSubstr("127.0.0.1:1")));
}

TEST(LoadCommand, WritesNoTwoResultsIntoOneFile) {
  const auto finished = run_program({"load", "--target", "http://127.0.0.1:1", "--json", "-", "--report", "-"});
  EXPECT_EQ(code(finished), number(ExitCode::load_could_not_run));
  EXPECT_THAT(finished.output, HasSubstr("can't go to the same file"));
}

// A small promotion against a real server.
class LoadRun : public testing::Test {
 protected:
  LoadRun() { server_.start(); }
  support::Finished load(const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"load",
                                       "--target",
                                       "http://127.0.0.1:" + std::to_string(server_.port()),
                                       "--orders",
                                       "200",
                                       "--length",
                                       "1",
                                       "--hold-seconds",
                                       "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  [[nodiscard]] std::string path(const char* name) const { return (scratch_.path() / name).string(); }

  const support::ScratchDirectory scratch_;
  support::ServerProcess server_{scratch_.path() / "data"};
};

TEST_F(LoadRun, EndsWith99AndWritesItsResultIfAThresholdIsCrossed) {
  const auto finished = load({"--threshold", "p50<1ns,errors<=0", "--threshold", "won>=0", "--json", path("run.json")});
  EXPECT_EQ(code(finished), number(ExitCode::threshold_crossed)) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("FAIL  p50<1ns"));
  EXPECT_THAT(finished.output, HasSubstr("ok    won>=0"));
  const std::string json = text_of(path("run.json"));
  EXPECT_THAT(json, HasSubstr("\"status\":\"threshold_crossed\""));
  EXPECT_THAT(json, HasSubstr("\"orders\":\"200\"")) << "the flags that were given";
  EXPECT_THAT(json, HasSubstr("\"late-payment\":\"refund\"")) << "and those that were not";
}

TEST_F(LoadRun, WritesAPageAndSaysWhatItCameTo) {
  const auto finished = load({"--report", path("run.html"), "--json", path("run.json")});
  EXPECT_EQ(code(finished), number(ExitCode::ok)) << finished.output;
  EXPECT_THAT(text_of(path("run.html")), testing::StartsWith("<!doctype html>"));
  EXPECT_THAT(text_of(path("run.json")), HasSubstr("\"status\":\"passed\""));
}

TEST_F(LoadRun, WritesItsResultToStandardOutputIfItIsToldTo) {
  const auto finished = load({"--json", "-"});
  EXPECT_EQ(code(finished), number(ExitCode::ok)) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("{\"format\":\"doorbuster-load/1\""));
}

}  // namespace
}  // namespace doorbuster::app
