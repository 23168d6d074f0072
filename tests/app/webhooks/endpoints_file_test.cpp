// The file of endpoints: all that may stand in it, and each thing that may not, told with its line and without a
// secret.
#include "app/webhooks/endpoints_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/scratch_directory.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

std::string with(const std::string& more, const std::string& url = "https://erp.example/hooks?shop=1") {
  return "[[endpoints]]\nname = \"erp\"\nurl = \"" + url + "\"\nsecrets = [\"" + secret + "\"]\n" + more;
}

std::string fault_of_file(const std::string& text) {
  const auto config = parse_endpoints(text, "hooks.toml");
  if (config) return "none";
  EXPECT_EQ(config.error().code, ExitCode::configuration);
  EXPECT_THAT(config.error().sentence, AllOf(HasSubstr("hooks.toml line "), Not(HasSubstr("AAECAwQF"))));
  return config.error().sentence;
}

TEST(EndpointsFile, HasDefaultsForAllButWhoWhereAndSecrets) {
  const auto config = parse_endpoints(with(""), "hooks.toml").value();
  ASSERT_EQ(config.endpoints.size(), 1u);
  const Endpoint& erp = config.endpoints[0];
  EXPECT_EQ(erp, (Endpoint{.name = "erp", .url = "https://erp.example/hooks?shop=1",
                           .secrets = {*WebhookSecret::parse(secret)}}));
  EXPECT_EQ(erp.in_flight, 1u);
  EXPECT_EQ(erp.timeout, std::chrono::seconds(20));
  EXPECT_FALSE(erp.allow_private);
  EXPECT_FALSE(erp.after);
  EXPECT_EQ(config.retry.longest, std::chrono::minutes(15));
  EXPECT_EQ(config.retry.give_up, std::chrono::hours(72));
  EXPECT_TRUE(parse_endpoints("", "hooks.toml").value().endpoints.empty());
}

TEST(EndpointsFile, MaySayAllOfIt) {
  const auto config = parse_endpoints(with(R"(types = ["order_paid", "refund_due"]
sale = "double-11"
after = 0
in_flight = 8
timeout_seconds = 15
allow_private = true
ca = "/etc/authority.pem"
enabled = false
[[endpoints]]
name = "other"
url = "https://[2001:db8::1]:8443/"
secrets = ["whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="]
[retry]
first_ms = 20
longest_seconds = 60
give_up_seconds = 3600
)", "http://10.0.0.1/"), "hooks.toml").value();
  const Endpoint& erp = config.endpoints[0];
  EXPECT_THAT(erp.types, testing::ElementsAre("order_paid", "refund_due"));
  EXPECT_EQ(erp.sale, "double-11");
  EXPECT_EQ(erp.after, 0u);
  EXPECT_EQ(erp.in_flight, 8u);
  EXPECT_EQ(erp.timeout, std::chrono::seconds(15));
  EXPECT_TRUE(erp.allow_private);
  EXPECT_EQ(erp.ca_file, "/etc/authority.pem");
  EXPECT_FALSE(erp.enabled);
  EXPECT_EQ(config.endpoint("other")->secrets.size(), 2u);
  EXPECT_EQ(config.endpoint("third"), nullptr);
  EXPECT_EQ(config.retry.first, std::chrono::milliseconds(20));
  EXPECT_EQ(config.retry.longest, std::chrono::seconds(60));
  EXPECT_EQ(config.retry.give_up, std::chrono::hours(1));
}

TEST(EndpointsFile, SaysWhatIsWrong) {
  struct Wrong {
    std::string text;
    const char* told;
  };
  const Wrong all[] = {
      {"endpoints = 1", "[[endpoints]]"},
      {"[other]", "`other` is unknown"},
      {"[[endpoints]]\nurl = \"https://a/\"", "`name` must be"},
      {with("colour = \"red\""), "`colour` is unknown"},
      {with("types = []"), "`types` is empty"},
      {with("types = [\"order_lost\"]"), "those are sku_put"},
      {with("types = \"order_paid\""), "`types` must be a list"},
      {with("sale = \"no sale\""), "`sale` is no id"},
      {with("in_flight = 0"), "`in_flight` must be a whole number from 1 to 64"},
      {with("timeout_seconds = 61"), "from 1 to 60"},
      {with("after = -1"), "`after` must be"},
      {with("enabled = 1"), "true or false"},
      {with("[[endpoints]]\nname = \"erp\"\nurl = \"https://b/\"\nsecrets = [\"" + std::string(secret) + "\"]"),
       "another endpoint's already"},
      {with("[retry]\nfirst_ms = 0"), "`first_ms` must be"},
      {with("", "ftp://erp.example/"), "https://"},
      {with("", "http://erp.example/"), "allow_private = true"},
      {with("", "erp.example/hooks"), "no URL"},
      {with("", "https://erp.example/a b"), "no URL"},
      {with("", "https://user:word@erp.example/"), "no user and no password"},
      {with("", "https://erp.example/#here"), "\"#\""},
      {with("", "https://erp.example/" + std::string(2'048, 'x')), "longer than"},
      {"[[endpoints]]\nname = \"a/b\"\nurl = \"https://a/\"\nsecrets = [\"" + std::string(secret) + "\"]", "`name` is"},
      {"[[endpoints]]\nname = \"a\"\nurl = \"https://a/\"\nsecrets = []", "1 to 4"},
      {"[[endpoints]]\nname = \"a\"\nurl = \"https://a/\"\nsecrets = [\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYX\"]",
       "doorbuster webhooks secret"},
      {"name =", "not TOML"},
  };
  for (const Wrong& wrong : all) EXPECT_THAT(fault_of_file(wrong.text), HasSubstr(wrong.told)) << wrong.text;
}

TEST(EndpointsFile, HasABound) {
  std::string text;
  for (std::size_t i = 0; i <= endpoints_max; ++i) {
    std::string one = with("");
    text += one.replace(one.find("erp"), 3, "e" + std::to_string(i));
  }
  EXPECT_THAT(fault_of_file(text), HasSubstr("more than 64"));
}

TEST(EndpointsFile, IsItsOwnersAlone) {
  const support::ScratchDirectory scratch;
  const std::string path = scratch.path() / "hooks.toml";
  EXPECT_THAT(read_endpoints_file(path).error().sentence, HasSubstr("can't be read"));
  std::ofstream(path) << with("");
  chmod(path.c_str(), 0644);
  EXPECT_THAT(read_endpoints_file(path).error().sentence, HasSubstr("chmod 600"));
  chmod(path.c_str(), 0600);
  EXPECT_TRUE(read_endpoints_file(path));
}

}  // namespace
}  // namespace doorbuster::app
