// Which source of a setting wins, and what is wrong with each.
#include "app/settings/settings_sources.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SettingsSources : public testing::Test {
 protected:
  std::string write_config(const std::string& text) {
    const auto path = (scratch_.path() / "shop.toml").string();
    std::ofstream(path) << text;
    return path;
  }
  ResolvedSettings resolve_config(const std::string& text) {
    return resolve_settings({.flags = {}, .environment = {}, .config_path = write_config(text)});
  }

 private:
  support::ScratchDirectory scratch_;
};

TEST_F(SettingsSources, AreTheDefaultsWhereNothingIsSaid) {
  const auto resolved = resolve_settings({});
  EXPECT_THAT(resolved.errors, IsEmpty());
  EXPECT_EQ(resolved.settings.data, "doorbuster-data");
  EXPECT_EQ(to_text(resolved.settings.listen), "127.0.0.1:8080");
  EXPECT_EQ(resolved.origins.at("listen"), "default");
}

TEST_F(SettingsSources, LetTheFileBeatTheDefaults) {
  const auto resolved = resolve_config("# a comment\nio_threads = 3\ndata = 'here'\n");
  EXPECT_THAT(resolved.errors, IsEmpty());
  EXPECT_EQ(resolved.settings.server.io_threads, 3u);
  EXPECT_EQ(resolved.settings.data, "here");
  EXPECT_THAT(resolved.origins.at("data"), HasSubstr("shop.toml line 3"));
}

TEST_F(SettingsSources, LetTheEnvironmentBeatTheFileAndFlagsBeatBoth) {
  const auto config = write_config("io_threads = 1\nqueue_commands = 1\ndata = 'file'\n");
  const auto resolved =
      resolve_settings({.flags = {{"io-threads", "3"}},
                        .environment = {{"DOORBUSTER_IO_THREADS", "2"}, {"DOORBUSTER_QUEUE_COMMANDS", "2"}},
                        .config_path = config});
  EXPECT_THAT(resolved.errors, IsEmpty());
  EXPECT_EQ(resolved.settings.server.io_threads, 3u);
  EXPECT_EQ(resolved.settings.engine.queue_commands, 2u);
  EXPECT_EQ(resolved.settings.data, "file");
  EXPECT_EQ(resolved.origins.at("io-threads"), "flag --io-threads");
  EXPECT_EQ(resolved.origins.at("queue-commands"), "environment DOORBUSTER_QUEUE_COMMANDS");
}

TEST_F(SettingsSources, FindTheFileThroughTheEnvironmentUnlessAFlagNamesAnother) {
  const auto config = write_config("io_threads = 7\n");
  const std::vector<std::pair<std::string, std::string>> environment{{"DOORBUSTER_CONFIG", config}};
  const auto found = resolve_settings({.flags = {}, .environment = environment, .config_path = {}});
  EXPECT_THAT(found.errors, IsEmpty());
  EXPECT_EQ(found.settings.server.io_threads, 7u);
  const auto other = resolve_settings({.flags = {}, .environment = environment, .config_path = config + ".none"});
  EXPECT_THAT(other.errors, ElementsAre(HasSubstr("shop.toml.none can't be read")));
}

TEST_F(SettingsSources, RefuseAnUnknownSettingInTheFileAndSuggestTheNearest) {
  EXPECT_THAT(
      resolve_config("\nio_thread = 3\n").errors,
      ElementsAre(AllOf(HasSubstr("shop.toml line 2"), HasSubstr("\"io_thread\""), HasSubstr("\"io_threads\""))));
}

TEST_F(SettingsSources, RefuseAnUnknownTableInTheFile) {
  EXPECT_THAT(resolve_config("[zookeeper]\nio_threads = 3\n").errors,
              ElementsAre(AllOf(HasSubstr("\"zookeeper\""), HasSubstr("doorbuster settings"))));
}

TEST_F(SettingsSources, RefuseAnUnknownVariableButOnlyOneOfOurs) {
  const auto resolved = resolve_settings(
      {.flags = {}, .environment = {{"DOORBUSTER_LISTN", "x"}, {"PATH", "/bin"}, {"DOOR", "1"}}, .config_path = {}});
  EXPECT_THAT(resolved.errors, ElementsAre(AllOf(HasSubstr("DOORBUSTER_LISTN"), HasSubstr("\"DOORBUSTER_LISTEN\""))));
}

TEST_F(SettingsSources, RefuseAValueOfTheWrongType) {
  EXPECT_THAT(resolve_config("io_threads = '3'\ndata = 3\nmax_sales = 1.5\n").errors,
              ElementsAre(HasSubstr("io_threads takes a whole number"), HasSubstr("data takes a text in quotes"),
                          HasSubstr("max_sales takes a whole number")));
}

TEST_F(SettingsSources, SayWhereTheFileIsNotToml) {
  EXPECT_THAT(resolve_config("io_threads = 3\nlisten: '127.0.0.1:1'\n").errors,
              ElementsAre(AllOf(HasSubstr("shop.toml line 2"), HasSubstr("not TOML"))));
}

TEST_F(SettingsSources, GatherEveryErrorWithWhereItStands) {
  const auto resolved = resolve_settings({.flags = {{"io-threads", "many"}},
                                          .environment = {{"DOORBUSTER_MAX_SALES", "0"}},
                                          .config_path = write_config("log_level = 'loud'\n")});
  EXPECT_THAT(resolved.errors,
              UnorderedElementsAre(
                  AllOf(HasSubstr("flag --io-threads"), HasSubstr("\"many\" is not a whole number from 0 to 256")),
                  AllOf(HasSubstr("environment DOORBUSTER_MAX_SALES"), HasSubstr("from 1 to")),
                  AllOf(HasSubstr("shop.toml line 1"), HasSubstr("\"loud\" is not one of debug, info, warn, error"))));
}

TEST_F(SettingsSources, LetANonLoopbackAddressStandWithKeysOnly) {
  const auto bare = resolve_config("listen = '0.0.0.0:8080'\n");
  EXPECT_THAT(bare.errors, ElementsAre(AllOf(HasSubstr("shop.toml line 1"), HasSubstr("loopback only"))));
  EXPECT_THAT(resolve_config("listen = '0.0.0.0:8080'\nkeys = 'keys.toml'\n").errors, IsEmpty());
  EXPECT_THAT(resolve_config("keys = 'keys.toml'\nlisten = '[::]:8080'\n").errors, IsEmpty());
}

TEST_F(SettingsSources, LeaveWhatIsMeantForClientsAlone) {
  for (const char* variable : {"DOORBUSTER_KEY", "DOORBUSTER_URL", "DOORBUSTER_WEBHOOKS_METRICS_LISTEN"}) {
    EXPECT_THAT(resolve_settings({.flags = {}, .environment = {{variable, "x"}}, .config_path = {}}).errors, IsEmpty());
  }
}

}  // namespace
}  // namespace doorbuster::app
