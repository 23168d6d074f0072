// What the README tells a newcomer to do is done here: its first order, and its table of exit codes.
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

TEST(Readme, LeadsFromNothingToAPaidOrder) {
  const support::ScratchDirectory scratch;
  support::ServerProcess server(scratch.path() / "data");
  server.start();

  const std::string commands =
      std::regex_replace(shell_block_after("In another terminal"), std::regex("127.0.0.1:8080"),
                         "127.0.0.1:" + std::to_string(server.port()));
  ASSERT_THAT(commands, HasSubstr("curl"));
  const auto script = scratch.path() / "first-order.sh";
  const auto output = scratch.path() / "output";
  std::ofstream(script) << "set -euo pipefail\n" << commands;
  const std::string run = fmt::format("bash {} > {} 2>&1 </dev/null", script.string(), output.string());

  EXPECT_EQ(std::system(run.c_str()), 0) << text_of(output);
  EXPECT_THAT(text_of(output), HasSubstr("\"status\":\"paid\"")) << text_of(output);
}

}  // namespace
}  // namespace doorbuster::app
