// Signs requests, as a client of a server does (docs/signatures.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/access/hmac_sha256.hpp"
#include "net/access/key_text.hpp"
#include "net/access/signature.hpp"

namespace doorbuster::net {

// One thread at a time.
class RequestSigner {
 public:
  // `key`: of the kind that signs.
  explicit RequestSigner(const KeyText& key) : id_(key.id), secret_(key.secret) {}

  // What the Authorization field says, with a new nonce; for this one attempt to send the request. `now`: seconds since
  // 1970. Nothing if libcrypto fails.
  [[nodiscard]] std::optional<std::string> sign(const SignedParts& parts, std::string_view body, std::int64_t now);

 private:
  std::string id_;
  std::string secret_;
  Sha256 sha256_;
  HmacSha256 hmac_;
};

}  // namespace doorbuster::net
