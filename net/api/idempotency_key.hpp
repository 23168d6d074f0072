// The Idempotency-Key field (draft-ietf-httpapi-idempotency-key-header): one key, bare or as a quoted string.
#pragma once

#include <boost/container/static_vector.hpp>
#include <optional>
#include <string_view>

namespace doorbuster::net {

inline constexpr std::size_t idempotency_key_bytes = 255;

// The key itself, without quotes or escapes: 1 to 255 visible ASCII characters (0x21 to 0x7E).
class IdempotencyKey {
 public:
  // `field` as sent: bare, or a string of RFC 8941 with \" and \\ for quote and backslash. `abc` and `"abc"` are one
  // key. Nothing if it is neither, or if the key breaks the rule above.
  [[nodiscard]] static std::optional<IdempotencyKey> parse(std::string_view field);

  [[nodiscard]] std::string_view view() const { return {bytes_.data(), bytes_.size()}; }

 private:
  boost::container::static_vector<char, idempotency_key_bytes> bytes_;
};

}  // namespace doorbuster::net
