// What the README tells a newcomer to do is done here: its first order, its first key, and its table of exit codes.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>

#include "app/exit_codes.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string& readme() {
  static const std::string text = text_of(DOORBUSTER_SOURCE_DIR "/README.md");
  return text;
}

// The fenced block of shell that comes after `sentence`.
std::string shell_block_after(const std::string& sentence) {
  constexpr std::string_view open = "```sh\n";
  const auto start = readme().find(open, readme().find(sentence));
  const auto end = readme().find("```\n", start + open.size());
  return readme().substr(start + open.size(), end - start - open.size());
}

TEST(Readme, ExplainsEveryExitCode) {
  for (const ExitMeaning& exit : exit_meanings) {
    EXPECT_THAT(readme(), HasSubstr(fmt::format("| {} | {} |", static_cast<int>(exit.code), exit.meaning)));
  }
}

// A block as a script for the server's port, run in `folder`; what it printed, and whether all of it went well.
std::string run_block(std::string commands, std::uint16_t port, const std::filesystem::path& folder) {
  commands = std::regex_replace(commands, std::regex(R"(([0-9.]+):8080)"), "$1:" + std::to_string(port));
  commands = std::regex_replace(commands, std::regex("build/release/doorbuster"), DOORBUSTER_PROGRAM);
  std::ofstream(folder / "block.sh") << "set -euo pipefail\ncd " << folder.string()
                                     << "\ntrap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT\n" << commands;
  const std::string run =
      fmt::format("bash {0}/block.sh > {0}/output 2>&1 </dev/null && echo 'went well' >> {0}/output", folder.string());
  static_cast<void>(std::system(run.c_str()));
  return text_of(folder / "output");
}

TEST(Readme, LeadsFromNothingToAPaidOrder) {
  const support::ScratchDirectory scratch;
  support::ServerProcess server(scratch.path() / "data");
  server.start();

  const std::string said = run_block(shell_block_after("In another terminal"), server.port(), scratch.path());

  EXPECT_THAT(said, AllOf(HasSubstr("\"status\":\"paid\""), HasSubstr("went well")));
}

TEST(Readme, LetsAMerchantInByTheirKey) {
  const support::ScratchDirectory scratch;
  support::ServerProcess before(scratch.path() / "data");
  before.start();
  EXPECT_EQ(before.shut_down().exit_code, 0);  // its port is free again

  const std::string said = run_block(shell_block_after("## Who may come"), before.port(), scratch.path());

  EXPECT_THAT(said, AllOf(HasSubstr("1 key of 1 merchant"), HasSubstr("\"data\":[]"), HasSubstr("went well")));
}

}  // namespace
}  // namespace doorbuster::app
