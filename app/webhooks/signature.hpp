// Signatures as the Standard Webhooks specification 1.0.0 has them: HMAC-SHA256, symmetric, "v1". Knows no HTTP.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace doorbuster::app {

class WebhookSecret {
 public:
  static constexpr std::string_view prefix = "whsec_";
  static constexpr std::size_t bytes_min = 24;  // the specification's bounds
  static constexpr std::size_t bytes_max = 64;
  static constexpr const char* rule = "a secret is whsec_ and 24 to 64 bytes in base64; doorbuster webhooks secret "
                                      "makes one";

  // "whsec_MfKQ…"; nothing for what is not spelled exactly so.
  [[nodiscard]] static std::optional<WebhookSecret> parse(std::string_view text);

  // "v1,g0hM…" of a message that is sent with these fields and this body.
  [[nodiscard]] std::string sign(std::string_view id, std::int64_t timestamp, std::string_view body) const;

  friend bool operator==(const WebhookSecret&, const WebhookSecret&) = default;

 private:
  explicit WebhookSecret(std::string key) : key_(std::move(key)) {}
  std::string key_;  // bytes
};

// The field `webhook-signature`: one signature for each secret, blanks between.
[[nodiscard]] std::string signature_field(std::span<const WebhookSecret> secrets, std::string_view id,
                                          std::int64_t timestamp, std::string_view body);

// A new secret's text, from the system's randomness; nothing if there is none to be had.
[[nodiscard]] std::optional<std::string> make_webhook_secret();

}  // namespace doorbuster::app
