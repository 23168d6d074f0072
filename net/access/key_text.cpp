// Spelling, and randomness by libcrypto.
#include "net/access/key_text.hpp"

#include <openssl/rand.h>

#include <array>

#include "net/access/hex.hpp"

namespace doorbuster::net {
namespace {

constexpr std::size_t id_bytes = key_id_chars / 2;
constexpr std::size_t secret_bytes = key_secret_chars / 2;
static_assert(secret_bytes * 8 == 256, "so much can't be guessed, and a plain SHA-256 of it keeps it secret");

constexpr std::size_t chars_behind_prefix = key_id_chars + 1 + key_secret_chars;

}  // namespace

bool is_key_id(std::string_view text) { return text.size() == key_id_chars && is_hex(text); }
bool is_key_secret(std::string_view text) { return text.size() == key_secret_chars && is_hex(text); }

std::optional<KeyText> parse_key_text(std::string_view text, KeyKind kind) {
  if (!text.starts_with(prefix_of(kind))) return std::nullopt;
  text.remove_prefix(prefix_of(kind).size());
  if (text.size() != chars_behind_prefix) return std::nullopt;
  const KeyText key{text.substr(0, key_id_chars), text.substr(key_id_chars + 1)};
  if (text[key_id_chars] != '_' || !is_hex(key.id) || !is_hex(key.secret)) return std::nullopt;
  return key;
}

std::optional<NewKey> make_key() {
  std::array<unsigned char, id_bytes> id;
  std::array<unsigned char, secret_bytes> secret;
  if (RAND_bytes(id.data(), id.size()) != 1 || RAND_bytes(secret.data(), secret.size()) != 1) return std::nullopt;
  return NewKey{hex_of(id), hex_of(secret)};
}

}  // namespace doorbuster::net
