// Requests that are signed instead of carrying a key (docs/signatures.md): whose they are, or why they are refused.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "net/access/access_table.hpp"
#include "net/access/hmac_sha256.hpp"
#include "net/http/problem.hpp"
#include "net/http_message.hpp"
#include "net/metrics/meters.hpp"

namespace doorbuster::net {

// What keys and signatures are checked with. One thread at a time.
struct Verifier {
  Sha256 sha256;
  HmacSha256 hmac;
};

// Why a request is not let in: as it is answered, and as it is counted.
struct Refused {
  Problem problem;
  Distrust why;
};

// Asks for a signature, as Bearer does for a key (RFC 9110 section 11.6.1).
inline constexpr std::string_view signature_challenge = R"(Doorbuster-HMAC-SHA256 realm="doorbuster")";

// `parameters`: of the Authorization field, behind the scheme. `now`: in seconds since 1970. The key, of `access`, and
// its nonce is used up; or `unauthorized`; or, where no nonce can be told from a used one or be remembered, `not_ready`
// or `overloaded`. What costs most, the digest of the body, is made only of a request that the key's owner has signed.
[[nodiscard]] std::variant<const AccessKey*, Refused> check_signature(const HttpRequest& request,
                                                                      std::string_view parameters,
                                                                      const AccessTable& access, std::int64_t now,
                                                                      Verifier& verifier);

}  // namespace doorbuster::net
