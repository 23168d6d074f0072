// The real `doorbuster load`: what it refuses before it runs, what it writes, and what it exits with.
#include <gmock/gmock.h>

#include "app/exit_codes.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::run_program;
using testing::HasSubstr;

int code(const support::Finished& finished) { return finished.ending.exit_code.value_or(-1); }
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

}  // namespace
}  // namespace doorbuster::app
