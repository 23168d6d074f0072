// libcrypto's base64 and randomness; net's HMAC.
#include "app/webhooks/signature.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include "net/net.hpp"

namespace doorbuster::app {
namespace {

constexpr std::size_t new_secret_bytes = 32;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string to_base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // libcrypto ends it with a zero
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

// Nothing for what isn't the one spelling of some bytes.
std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(3 * (text.size() / 4 + 1), '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  // It counts what "=" stands for, too.
  const auto padding = static_cast<std::size_t>(text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0);
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return to_base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

}  // namespace

std::optional<WebhookSecret> WebhookSecret::parse(std::string_view text) {
  constexpr std::size_t base64_chars_max = 4 * ((bytes_max + 2) / 3);
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  if (text.size() > base64_chars_max || text.size() < bytes_min) return std::nullopt;
  auto key = from_base64(text);
  if (!key || key->size() < bytes_min || key->size() > bytes_max) return std::nullopt;
  return WebhookSecret(std::move(*key));
}

std::string WebhookSecret::sign(std::string_view id, std::int64_t timestamp, std::string_view body) const {
  const auto code = net::HmacSha256().code(key_, fmt::format("{}.{}.{}", id, timestamp, body));
  if (!code) throw std::runtime_error("libcrypto has no HMAC-SHA256");
  return "v1," + to_base64({reinterpret_cast<const char*>(code->data()), code->size()});
}

std::string signature_field(std::span<const WebhookSecret> secrets, std::string_view id, std::int64_t timestamp,
                            std::string_view body) {
  std::string field;
  for (const WebhookSecret& secret : secrets) field += (field.empty() ? "" : " ") + secret.sign(id, timestamp, body);
  return field;
}

std::optional<std::string> make_webhook_secret() {
  std::array<unsigned char, new_secret_bytes> bytes{};
  if (RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return std::nullopt;
  return std::string(WebhookSecret::prefix) + to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace doorbuster::app
