// What a package installs beside the program: manual pages, completion, a configuration file; held against the program.
#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "app/settings/setting_table.hpp"
#include "app/settings/settings_text.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"

namespace doorbuster::app {
namespace {

using support::run_program;
using testing::HasSubstr;
using testing::IsSupersetOf;

using Words = std::vector<std::string>;

std::string print(const Words& words) {
  const auto finished = run_program(words);
  EXPECT_EQ(finished.ending.exit_code, 0) << finished.output;
  return finished.output;
}

// What the help of a command shows: its commands and its long flags.
std::set<std::string> shown_in_help(Words command) {
  command.emplace_back("--help");
  const std::string help = print(command);
  std::set<std::string> found;
  const std::regex flag(R"(\n  (?:-\w,)?(--[a-z][a-z-]*))");
  for (std::sregex_iterator at(help.begin(), help.end(), flag), end; at != end; ++at) found.insert((*at)[1]);
  const auto commands = help.find("\nSubcommands:\n");
  if (commands == std::string::npos) return found;
  const std::string rest = help.substr(commands, help.find("\n\n", commands) - commands);
  const std::regex name(R"(\n  ([a-z]+) )");
  for (std::sregex_iterator at(rest.begin(), rest.end(), name), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

const std::vector<Words> commands{{"serve"}, {"load"}, {"keys"}, {"keys", "create"}, {"journal", "dump"},
                                  {"sale"}, {"sale", "create"}, {"sale", "extend"}, {"stock", "add"},
                                  {"order", "list"}, {"forget"}, {"sink", "postgres"}, {"tail"}, {"top"},
                                  {"webhooks"}, {"webhooks", "run"}, {"webhooks", "resume"}};

struct CompletionTest : testing::Test {
  // What bash would offer after these words.
  std::set<std::string> offered(const Words& words) {
    std::ofstream(script) << print({"completion", "bash"});
    std::string line = "source " + script.string() + "; COMP_WORDS=(doorbuster";
    for (const std::string& word : words) line += " " + word;
    line += " ''); COMP_CWORD=" + std::to_string(words.size() + 1) +
            R"(; _doorbuster; printf '%s\n' "${COMPREPLY[@]}" > )" + output.string();
    EXPECT_EQ(std::system(("bash -uec '" + std::regex_replace(line, std::regex("'"), R"('\'')") + "'").c_str()), 0);
    std::ifstream in(output);
    return {std::istream_iterator<std::string>(in), {}};
  }
  support::ScratchDirectory scratch;
  std::filesystem::path script = scratch.path() / "completion.bash";
  std::filesystem::path output = scratch.path() / "offered";
};

TEST_F(CompletionTest, OffersWhatHelpShows) {
  std::vector<Words> all = commands;
  all.emplace_back();  // the program itself
  for (const Words& command : all) {
    const auto shown = shown_in_help(command);
    EXPECT_GT(shown.size(), 1u);
    EXPECT_EQ(offered(command), shown) << testing::PrintToString(command);
  }
}

TEST_F(CompletionTest, LooksPastWhatWasTyped) {
  EXPECT_THAT(offered({"sale", "create", "night", "--currency", "CNY"}), IsSupersetOf({"--item", "--ends"}));
  EXPECT_THAT(print({"completion", "zsh"}), HasSubstr("\"doorbuster sale create\") offered=\""));
}

// From the heading of a command to the next.
std::string section_of(const std::string& page, const std::string& heading) {
  const auto start = page.find(".SH " + heading + "\n");
  return start == std::string::npos ? "" : page.substr(start, page.find("\n.SH ", start) - start);
}

TEST(Manual, HasEveryCommandAndFlag) {
  const std::string page = print({"manual"});
  for (const char* text : {".TH DOORBUSTER 1", "Exit codes:", "the journal is damaged", "DOORBUSTER_KEY"}) {
    EXPECT_THAT(page, HasSubstr(text));
  }
  for (const Words& command : commands) {
    std::string heading = "DOORBUSTER";
    for (const std::string& word : command) heading += " " + word;
    std::ranges::transform(heading, heading.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const std::string section = section_of(page, heading);
    EXPECT_NE(section, "") << heading;
    for (const std::string& word : shown_in_help(command)) {
      if (!word.starts_with("--")) continue;
      EXPECT_THAT(section, HasSubstr(std::regex_replace(word, std::regex("-"), "\\-") + "\\fR")) << heading;
    }
  }
  const std::string settings = print({"settings", "--as", "man"});
  for (const Setting& setting : all_settings()) EXPECT_THAT(settings, HasSubstr(setting.toml_key()));
}

TEST(Manual, IsUnderstoodByGroff) {
  if (std::system("command -v groff > /dev/null") != 0) GTEST_SKIP() << "groff isn't installed";
  const support::ScratchDirectory scratch;
  const auto page = scratch.path() / "page";
  const auto said = scratch.path() / "said";
  for (const Words& words : {Words{"manual"}, Words{"settings", "--as", "man"}}) {
    std::ofstream(page) << print(words);
    const std::string check = "groff -man -ww -z " + page.string() + " 2> " + said.string();
    EXPECT_EQ(std::system(check.c_str()), 0);
    std::ifstream in(said);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "");
  }
}

TEST(SettingsExample, ChangesNothingUntilItsLinesAreTakenIn) {
  const support::ScratchDirectory scratch;
  const std::string path = (scratch.path() / "shop.toml").string();
  const std::string example = print({"settings", "--as", "toml"});
  EXPECT_EQ(example, settings_example());
  std::ofstream(path) << example;
  const auto as_it_is = resolve_settings({.flags = {}, .environment = {}, .config_path = path});
  EXPECT_THAT(as_it_is.errors, testing::IsEmpty());
  std::ofstream(path) << std::regex_replace(example, std::regex("\n#([a-z])"), "\n$1");
  const auto taken_in = resolve_settings({.flags = {}, .environment = {}, .config_path = path});
  EXPECT_THAT(taken_in.errors, testing::IsEmpty());
  for (const Setting& setting : all_settings()) {
    EXPECT_EQ(as_it_is.origins.at(setting.name), "default");
    EXPECT_NE(taken_in.origins.at(setting.name), "default") << setting.name;
    EXPECT_EQ(setting.show(taken_in.settings), setting.show(as_it_is.settings)) << setting.name;
  }
}

}  // namespace
}  // namespace doorbuster::app
