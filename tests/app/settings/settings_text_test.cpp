// Settings as people read them.
#include "app/settings/settings_text.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(SettingsText, ShowsEverySettingWithItsOrigin) {
  const auto resolved = resolve_settings({.flags = {{"max-sales", "12"}}, .environment = {}, .config_path = {}});
  const std::string text = effective_settings_text(resolved);
  for (const Setting& setting : all_settings()) EXPECT_THAT(text, HasSubstr(setting.toml_key() + " = "));
  EXPECT_THAT(text, testing::ContainsRegex("max_sales = 12 +# flag --max-sales"));
  EXPECT_THAT(text, testing::ContainsRegex("listen = \"127.0.0.1:8080\" +# default"));
}

TEST(SettingsText, IsItselfAConfigurationFile) {
  const support::ScratchDirectory scratch;
  const std::string path = (scratch.path() / "again.toml").string();
  const auto first = resolve_settings(
      {.flags = {{"data", "a \"quoted\" \\ path\twith ü"}, {"io-threads", "5"}}, .environment = {}, .config_path = {}});
  std::ofstream(path) << effective_settings_text(first);

  const auto second = resolve_settings({.flags = {}, .environment = {}, .config_path = path});
  EXPECT_THAT(second.errors, IsEmpty());
  for (const Setting& setting : all_settings()) {
    EXPECT_EQ(setting.show(second.settings), setting.show(first.settings)) << setting.name;
    EXPECT_NE(second.origins.at(setting.name), "default") << setting.name;
  }
}

TEST(SettingsText, MakesThePageInTheDocs) {
  std::ifstream file(DOORBUSTER_SOURCE_DIR "/docs/settings.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(page, settings_page()) << "write it anew: doorbuster settings > docs/settings.md";
}

}  // namespace
}  // namespace doorbuster::app
