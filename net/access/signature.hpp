// The signature of a request, as docs/signatures.md has it:
//   Authorization: Doorbuster-HMAC-SHA256 key=ID, timestamp=SECONDS, nonce=NONCE, content=HEX, signature=HEX
// Reads what the field says, and puts together what is signed. Knows no keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/access/sha256.hpp"

namespace doorbuster::net {

inline constexpr std::string_view signature_scheme = "Doorbuster-HMAC-SHA256";
inline constexpr std::size_t nonce_chars_min = 16;  // of A-Z a-z 0-9 - _
inline constexpr std::size_t nonce_chars_max = 64;

struct Signature {
  std::string_view key;             // its id
  std::int64_t timestamp = 0;       // seconds since 1970
  std::string_view timestamp_text;  // the same
  std::string_view nonce;
  Sha256Digest content{};  // of the body
  Sha256Digest code{};     // of text_to_sign()
};

// What follows the scheme: each parameter once, in any order, separated by commas and perhaps spaces. Nothing for all
// that could be read in another way. The views are of `parameters`.
[[nodiscard]] std::optional<Signature> parse_signature(std::string_view parameters);

// The whole field, scheme and all.
[[nodiscard]] std::string to_field(const Signature& signature);

// What of a request is signed besides.
struct SignedParts {
  std::string_view method;           // "POST"
  std::string_view target;           // path and query, as the server gets them
  std::string_view idempotency_key;  // as sent; empty where there is none
};
// Seven lines that end in \n but for the last: scheme, method, target, timestamp, nonce, Idempotency-Key, digest of the
// body. No part can have a line's end in it.
[[nodiscard]] std::string text_to_sign(const Signature& signature, const SignedParts& parts);

}  // namespace doorbuster::net
