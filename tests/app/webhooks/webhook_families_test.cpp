// What /metrics of the process that delivers says, by the text that a scraper reads.
#include "app/webhooks/webhook_families.hpp"

#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

namespace doorbuster::app {
namespace {

constexpr inventory::Instant now{1'800'000'010'500};

struct WebhookFamilies : testing::Test {
  WebhookMeters meters;

  [[nodiscard]] std::string shown(std::optional<std::uint64_t> newest = 100) const {
    return prometheus::TextSerializer().Serialize(webhook_families(meters.all(), newest, now));
  }
  void expect_line(const std::string& line, std::optional<std::uint64_t> newest = 100) const {
    EXPECT_NE(shown(newest).find("doorbuster_webhooks_" + line + "\n"), std::string::npos) << line << "\n"
                                                                                           << shown(newest);
  }
  void expect_none(const std::string& begin, std::optional<std::uint64_t> newest = 100) const {
    EXPECT_EQ(shown(newest).find("\ndoorbuster_webhooks_" + begin), std::string::npos) << shown(newest);
  }
};

Endpoint endpoint(std::string name, bool enabled = true) {
  return {.name = std::move(name), .url = "https://erp.example/", .secrets = {}, .enabled = enabled};
}

TEST_F(WebhookFamilies, CountWhatIsDeliveredAndWhatFailsByItsReason) {
  meters.show({.endpoints = {endpoint("erp")}, .retry = {}});
  const auto meter = meters.of("erp");
  meter->count({.status = 204, .error = {}});
  for (const int status : {302, 410, 503, 999}) meter->count({.status = status, .error = {}});
  meter->count({.error = "timed out", .obstacle = TryFailure::timeout});
  meter->count({.error = "expired", .obstacle = TryFailure::tls});
  expect_line(R"(delivered_total{endpoint="erp"} 1)");
  for (const auto* reason : {"3xx", "4xx", "timeout", "tls"}) {
    expect_line(std::string(R"(failed_tries_total{endpoint="erp",reason=")") + reason + R"("} 1)");
  }
  expect_line(R"(failed_tries_total{endpoint="erp",reason="5xx"} 2)");
  expect_line(R"(failed_tries_total{endpoint="erp",reason="connection"} 0)");
}

TEST_F(WebhookFamilies, SayHowFarBehindAndSinceWhen) {
  meters.show({.endpoints = {endpoint("erp")}, .retry = {}});
  meters.of("erp")->tell({.position = 60}, inventory::Instant{now.ms - 2'500});
  expect_line(R"(behind_events{endpoint="erp"} 40)");
  expect_line(R"(oldest_undelivered_age_seconds{endpoint="erp"} 2.5)");
  expect_line("server_reachable 1");
  meters.of("erp")->tell({.position = 100}, std::nullopt);
  expect_line(R"(behind_events{endpoint="erp"} 0)");
  expect_line(R"(oldest_undelivered_age_seconds{endpoint="erp"} 0)");
  meters.of("erp")->tell({.position = 60}, inventory::Instant{now.ms + 1'000});
  expect_line(R"(oldest_undelivered_age_seconds{endpoint="erp"} 0)");
}

TEST_F(WebhookFamilies, SayNothingOfWhatIsNotKnown) {
  meters.show({.endpoints = {endpoint("new"), endpoint("off", false), endpoint("stopped")}, .retry = {}});
  meters.of("stopped")->tell({.position = 60, .disabled = Disabled::gone}, std::nullopt);
  expect_none("oldest_undelivered_age_seconds{");
  expect_none("behind_events{", std::nullopt);
  expect_line("server_reachable 0", std::nullopt);
  meters.of("stopped")->tell({.position = 60, .disabled = Disabled::gone}, now);
  expect_line(R"(oldest_undelivered_age_seconds{endpoint="stopped"} 0)");
}

TEST_F(WebhookFamilies, HaveOneConditionForEach) {
  meters.show({.endpoints = {endpoint("erp"), endpoint("off", false), endpoint("new"), endpoint("sad")}, .retry = {}});
  meters.of("erp")->tell({.disabled = Disabled::gave_up}, std::nullopt);
  meters.of("sad")->tell({.tries = 3}, std::nullopt);
  expect_line(R"(condition{endpoint="erp",condition="gave_up"} 1)");
  expect_line(R"(condition{endpoint="erp",condition="delivers"} 0)");
  expect_line(R"(condition{endpoint="off",condition="off"} 1)");
  expect_line(R"(condition{endpoint="new",condition="new"} 1)");
  expect_line(R"(condition{endpoint="sad",condition="fails"} 1)");
}

TEST_F(WebhookFamilies, CountOnWhenTheFileChanges) {
  meters.show({.endpoints = {endpoint("erp"), endpoint("gone")}, .retry = {}});
  meters.of("erp")->count({.status = 200, .error = {}});
  meters.show({.endpoints = {endpoint("erp", false), endpoint("mailer")}, .retry = {}});
  expect_line(R"(delivered_total{endpoint="erp"} 1)");
  expect_line(R"(delivered_total{endpoint="mailer"} 0)");
  expect_none(R"(delivered_total{endpoint="gone"})");
}

}  // namespace
}  // namespace doorbuster::app
