// An API key as it is handed out: dbk_ID_SECRET or dbs_ID_SECRET. The id is public: it tells keys apart in lists and
// logs. The secret is 256 bits of randomness.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorbuster::net {

enum class KeyKind : std::uint8_t {
  bearer,   // dbk_: is sent with each request
  signing,  // dbs_: signs each request, and is never sent
};
[[nodiscard]] constexpr std::string_view prefix_of(KeyKind kind) { return kind == KeyKind::bearer ? "dbk_" : "dbs_"; }

inline constexpr std::size_t key_id_chars = 10;      // of 0-9 a-f
inline constexpr std::size_t key_secret_chars = 64;  // of 0-9 a-f

struct KeyText {
  std::string_view id;
  std::string_view secret;
};

// Nothing for what is not spelled exactly so. The views are of `text`.
[[nodiscard]] std::optional<KeyText> parse_key_text(std::string_view text, KeyKind kind);
[[nodiscard]] bool is_key_id(std::string_view text);
[[nodiscard]] bool is_key_secret(std::string_view text);

// A new key, from the system's randomness.
struct NewKey {
  std::string id;
  std::string secret;
  [[nodiscard]] std::string text(KeyKind kind) const { return std::string(prefix_of(kind)) + id + "_" + secret; }
};
// Nothing if there is no randomness to be had.
[[nodiscard]] std::optional<NewKey> make_key();

}  // namespace doorbuster::net
