// Every row of the table of settings.
#include "app/settings/setting_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace doorbuster::app {
namespace {

TEST(SettingTable, NamesEverySettingOnce) {
  std::set<std::string> names;
  for (const Setting& setting : all_settings()) EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
}

TEST(SettingTable, DerivesTheThreeNamesFromOne) {
  const Setting& setting = setting_named("io-threads");
  EXPECT_EQ(setting.flag(), "--io-threads");
  EXPECT_EQ(setting.variable(), "DOORBUSTER_IO_THREADS");
  EXPECT_EQ(setting.toml_key(), "io_threads");
}

TEST(SettingTable, TakesBackWhatItShows) {
  for (const Setting& setting : all_settings()) {
    Settings settings;
    const std::string shown = setting.show(settings);
    EXPECT_EQ(setting.assign(settings, shown), std::nullopt) << setting.name << " = " << shown;
    EXPECT_EQ(setting.show(settings), shown) << setting.name;
  }
}

TEST(SettingTable, HasHelpAndRangeForEverySetting) {
  for (const Setting& setting : all_settings()) {
    EXPECT_FALSE(setting.help.empty()) << setting.name;
    EXPECT_FALSE(setting.range.empty()) << setting.name;
    EXPECT_FALSE(setting.value_name.empty()) << setting.name;
  }
}

TEST(SettingTable, RefusesWhatIsNotAWholeNumberAndChangesNothing) {
  for (const Setting& setting : all_settings()) {
    if (setting.type != SettingType::integer) continue;
    Settings settings;
    const std::string before = setting.show(settings);
    for (const char* text : {"", "x", "1.0", "1e3", " 1", "1 ", "+1", "-1", "99999999999999999999"}) {
      EXPECT_TRUE(setting.assign(settings, text)) << setting.name << " = " << text;
    }
    EXPECT_EQ(setting.show(settings), before) << setting.name;
  }
}

TEST(SettingTable, TakesBothEndsOfARangeAndNothingBeyond) {
  const Setting& setting = setting_named("io-threads");
  ASSERT_EQ(setting.range, "0 to 256");
  Settings settings;
  EXPECT_FALSE(setting.assign(settings, "0"));
  EXPECT_FALSE(setting.assign(settings, "256"));
  EXPECT_EQ(settings.server.io_threads, 256u);
  const auto problem = setting.assign(settings, "257");
  ASSERT_TRUE(problem);
  EXPECT_EQ(*problem, "\"257\" is not a whole number from 0 to 256");
}

TEST(SettingTable, KeepsDurationsInSeconds) {
  Settings settings;
  EXPECT_FALSE(setting_named("idle-deadline-seconds").assign(settings, "90"));
  EXPECT_EQ(settings.server.idle_deadline, std::chrono::seconds{90});
}

TEST(SettingTable, MakesRoomForWhatComesWithAnOrder) {
  Settings settings;
  EXPECT_FALSE(setting_named("max-orders").assign(settings, "5000"));
  EXPECT_EQ(settings.capacity.orders, 5'000u);
  EXPECT_EQ(settings.capacity.buyers, 5'000u);
  EXPECT_EQ(settings.capacity.payments, 5'000u);
  EXPECT_EQ(settings.capacity.order_lines, 10'000u);
}

TEST(SettingTable, KeepsWithinWhatTheTablesCanHold) {
  Settings settings;
  EXPECT_FALSE(setting_named("max-orders").assign(settings, "500000000"));
  EXPECT_EQ(settings.capacity.orders, 500'000'000u);
  EXPECT_EQ(settings.capacity.buyers, 60'000'000u);
  EXPECT_EQ(settings.capacity.payments, 60'000'000u);
}

TEST(SettingTable, OffersTheWordsOfAChoice) {
  Settings settings;
  EXPECT_FALSE(setting_named("write-engine").assign(settings, "pwritev2"));
  EXPECT_EQ(settings.write_engine, core::WriteEngine::pwritev2);
  EXPECT_EQ(setting_named("write-engine").assign(settings, "floppy"),
            "\"floppy\" is not one of best, io_uring, pwritev2");
}

TEST(SettingTable, RefusesAnAddressThatIsNone) {
  Settings settings;
  EXPECT_FALSE(setting_named("listen").assign(settings, "[::1]:0"));
  EXPECT_TRUE(setting_named("listen").assign(settings, "shop.example:8080"));
  EXPECT_EQ(to_text(settings.listen), "[::1]:0");
}

}  // namespace
}  // namespace doorbuster::app
