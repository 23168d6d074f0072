// Reading a signature, and writing what is signed.
#include "net/access/signature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "net/access/key_text.hpp"

namespace doorbuster::net {
namespace {

constexpr std::size_t timestamp_chars_max = 12;

bool is_nonce(std::string_view text) {
  return text.size() >= nonce_chars_min && text.size() <= nonce_chars_max && std::ranges::all_of(text, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

// Digits alone, without a leading zero: one number has one spelling.
std::optional<std::int64_t> parse_timestamp(std::string_view text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (text.empty() || text.size() > timestamp_chars_max || !digits || text.front() == '0') return std::nullopt;
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return seconds;
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The parameters as texts; empty: not there.
struct Texts {
  std::string_view key, timestamp, nonce, content, signature;

  [[nodiscard]] std::string_view* named(std::string_view name) {
    if (name == "key") return &key;
    if (name == "timestamp") return &timestamp;
    if (name == "nonce") return &nonce;
    if (name == "content") return &content;
    if (name == "signature") return &signature;
    return nullptr;
  }
};

std::optional<Texts> split(std::string_view parameters) {
  Texts texts;
  for (bool more = true; more;) {
    const auto comma = parameters.find(',');
    more = comma != std::string_view::npos;
    const auto parameter = without_spaces(parameters.substr(0, comma));
    if (more) parameters.remove_prefix(comma + 1);
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos || equals + 1 == parameter.size()) return std::nullopt;
    auto* text = texts.named(parameter.substr(0, equals));
    if (text == nullptr || !text->empty()) return std::nullopt;
    *text = parameter.substr(equals + 1);
  }
  return texts;
}

}  // namespace

std::optional<Signature> parse_signature(std::string_view parameters) {
  const auto texts = split(parameters);
  if (!texts || !is_key_id(texts->key) || !is_nonce(texts->nonce)) return std::nullopt;
  const auto timestamp = parse_timestamp(texts->timestamp);
  const auto content = digest_from_hex(texts->content);
  const auto code = digest_from_hex(texts->signature);
  if (!timestamp || !content || !code) return std::nullopt;
  return Signature{texts->key, *timestamp, texts->timestamp, texts->nonce, *content, *code};
}

std::string to_field(const Signature& signature) {
  return fmt::format("{} key={}, timestamp={}, nonce={}, content={}, signature={}", signature_scheme, signature.key,
                     signature.timestamp_text, signature.nonce, to_hex(signature.content), to_hex(signature.code));
}

std::string text_to_sign(const Signature& signature, const SignedParts& parts) {
  std::string text(signature_scheme);
  const auto content = to_hex(signature.content);
  for (const std::string_view line : {parts.method, parts.target, signature.timestamp_text, signature.nonce,
                                      parts.idempotency_key, std::string_view(content)}) {
    text.append("\n").append(line);
  }
  return text;
}

}  // namespace doorbuster::net
