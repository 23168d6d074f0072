// The settings of the rate limits.
#include <gtest/gtest.h>

#include "app/settings/setting_table.hpp"

namespace doorbuster::app {
namespace {

TEST(RateSettings, AreOffUntilSet) {
  Settings settings;
  for (const char* name : {"limit-per-address", "limit-per-key", "limit-per-buyer"}) {
    const Setting& setting = setting_named(name);
    EXPECT_EQ(setting.show(settings), "off");
    EXPECT_FALSE(setting.assign(settings, "5/min burst 2"));
    EXPECT_EQ(setting.show(settings), "5/min burst 2");
  }
  EXPECT_EQ(settings.server.limits.per_buyer, (net::Rate{5, std::chrono::minutes(1), 2}));
  EXPECT_FALSE(setting_named("limit-per-buyer").assign(settings, "off"));
  EXPECT_EQ(settings.server.limits.per_buyer, std::nullopt);
  EXPECT_NE(settings.server.limits.per_key, std::nullopt);
}

TEST(RateSettings, RefuseWhatIsNoRateAndKeepTheirs) {
  Settings settings;
  const Setting& setting = setting_named("limit-per-key");
  ASSERT_FALSE(setting.assign(settings, "5/s"));
  EXPECT_EQ(setting.assign(settings, "fast"),
            "\"fast\" is neither off nor a rate, such as 50/s burst 100, with numbers from 1 to 100000");
  EXPECT_EQ(setting.show(settings), "5/s burst 5");
}

TEST(RateSettings, NameTheProxiesThatAreBelieved) {
  Settings settings;
  const Setting& setting = setting_named("trusted-proxies");
  EXPECT_EQ(setting.show(settings), "none");
  EXPECT_FALSE(setting.assign(settings, "127.0.0.1,10.0.0.0/8"));
  EXPECT_EQ(setting.show(settings), "127.0.0.1, 10.0.0.0/8");
  EXPECT_TRUE(setting.assign(settings, "proxy.example.com"));
  EXPECT_EQ(setting.show(settings), "127.0.0.1, 10.0.0.0/8");
  EXPECT_FALSE(setting.assign(settings, "none"));
  EXPECT_TRUE(settings.server.limits.trusted_proxies.empty());
  EXPECT_FALSE(setting_named("forwarded-field").assign(settings, "forwarded"));
  EXPECT_EQ(settings.server.limits.forwarded_field, net::ForwardedField::forwarded);
}

}  // namespace
}  // namespace doorbuster::app
