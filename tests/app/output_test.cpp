// What becomes of a command whose output can't be written: never a good end.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>

#include "app/exit_codes.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;

// Takes no byte: write(2) says ENOSPC (full(4)).
constexpr const char* full_disk = " > /dev/full";
constexpr const char* closed = " >&-";

class LostOutput : public testing::TestWithParam<const char*> {
 protected:
  ExitCode run(const std::string& arguments) {
    const std::string command =
        "timeout 60 " + std::string(DOORBUSTER_PROGRAM) + " " + arguments + GetParam() + " 2> " + said_.string();
    const int status = std::system(command.c_str());
    return static_cast<ExitCode>(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  }
  std::string said() const {
    std::ifstream in(said_);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const support::ScratchDirectory scratch_;
  const std::filesystem::path said_ = scratch_.path() / "said";
};

TEST_P(LostOutput, IsToldWhateverPrintsIt) {
  for (const char* arguments : {"--help", "--version", "version", "settings", "completion bash", "manual"}) {
    EXPECT_EQ(run(arguments), ExitCode::output_lost) << arguments;
    EXPECT_THAT(said(), HasSubstr("doorbuster: What was to be printed can't be written: ")) << arguments;
    EXPECT_THAT(said(), testing::Not(HasSubstr("fault of Doorbuster"))) << arguments;
  }
}

TEST_P(LostOutput, OfAKeyThatIsShownOnceIsTold) {
  const std::string keys = (scratch_.path() / "keys.toml").string();
  EXPECT_EQ(run("keys create --merchant acme --role operator --keys " + keys), ExitCode::output_lost);
}

TEST_P(LostOutput, EndsWhatWouldGoOn) {
  support::ServerProcess server(scratch_.path() / "data");
  server.start();
  const std::string at = " --url http://127.0.0.1:" + std::to_string(server.port());
  EXPECT_EQ(run("stock create lamp" + at), ExitCode::output_lost);
  EXPECT_EQ(run("tail --after 0" + at), ExitCode::output_lost);
  EXPECT_EQ(run("top --json --interval 0.1" + at), ExitCode::output_lost);
  EXPECT_EQ(run("journal dump " + (scratch_.path() / "data").string()), ExitCode::output_lost);
}

INSTANTIATE_TEST_SUITE_P(Where, LostOutput, testing::Values(full_disk, closed),
                         [](const auto& where) { return where.param == full_disk ? "OnAFullDisk" : "ToNobody"; });

// Who only tells how it does is not to end for that, nor to end badly. Nor does what it tells go into its own files.
TEST(ServerWhoNobodyReads, StopsInGoodOrder) {
  const support::ScratchDirectory scratch;
  const std::string data = (scratch.path() / "data").string();
  const std::string program = std::string(DOORBUSTER_PROGRAM) + " serve --listen 127.0.0.1:0 --data " + data;
  for (const char* where : {" > /dev/full", " <&- >&- 2>&-"}) {
    const int status = std::system(("timeout --signal TERM --preserve-status 2 " + program + where).c_str());
    EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0) << where;
    std::ifstream lock(data + "/LOCK");
    EXPECT_THAT(std::string(std::istreambuf_iterator<char>(lock), {}), testing::MatchesRegex("[0-9]+")) << where;
  }
}

}  // namespace
}  // namespace doorbuster::app
