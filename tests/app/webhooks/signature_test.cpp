// Signatures held against examples that others have published, and secrets read strictly.
#include "app/webhooks/signature.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace doorbuster::app {
namespace {

constexpr const char* published_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

TEST(WebhookSignature, IsThatOfThePublishedExample) {
  const auto secret = WebhookSecret::parse(published_secret);
  ASSERT_TRUE(secret);
  EXPECT_EQ(secret->sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

// Found with Python's hmac and base64.
TEST(WebhookSignature, IsOneForEachSecretWhileOneIsReplaced) {
  const std::vector<WebhookSecret> secrets{
      *WebhookSecret::parse("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
      *WebhookSecret::parse(published_secret)};
  EXPECT_EQ(signature_field(secrets, "evt_17_1795788000000", 1795788001, R"({"type":"order_paid"})"),
            "v1,jcswnJgVbFUOjUrI9q4uAQYhw3EQR631VvVyuJhuO8Q= "
            "v1,Kxx4Jyvt/X3FfiabMpm+3kYm7flzERf+kD3y6yflDrc=");
}

TEST(WebhookSecret, IsReadOnlyAsItIsSpelled) {
  const std::string base64_of_24(32, 'A');
  EXPECT_TRUE(WebhookSecret::parse("whsec_" + base64_of_24));
  EXPECT_TRUE(WebhookSecret::parse("whsec_" + std::string(86, 'A') + "=="));    // 64 bytes
  for (const std::string& text :
       {base64_of_24, "whsec_" + std::string(28, 'A'), "whsec_" + std::string(88, 'A'), "whpk_" + base64_of_24,
        "whsec_" + std::string(31, 'A'), "whsec_" + std::string(31, 'A') + "!", "whsec_ " + std::string(31, 'A'),
        "whsec_" + base64_of_24 + "\n", "whsec_" + std::string(33, 'A') + "B==", "whsec_" + std::string(32, '='),
        "whsec_" + std::string(4, '=') + base64_of_24, std::string("whsec_"), std::string()}) {
    EXPECT_FALSE(WebhookSecret::parse(text)) << text;
  }
}

TEST(WebhookSecret, IsMadeAnewEachTime) {
  const auto one = make_webhook_secret();
  const auto other = make_webhook_secret();
  ASSERT_TRUE(one && other);
  EXPECT_NE(*one, *other);
  EXPECT_TRUE(WebhookSecret::parse(*one));
}

}  // namespace
}  // namespace doorbuster::app
