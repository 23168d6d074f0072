// A nonce by libcrypto, and the signature around it.
#include "net/access/request_signer.hpp"

#include <openssl/rand.h>

#include <array>

#include "net/access/hex.hpp"

namespace doorbuster::net {

std::optional<std::string> RequestSigner::sign(const SignedParts& parts, std::string_view body, std::int64_t now) {
  std::array<unsigned char, 16> random;
  if (RAND_bytes(random.data(), random.size()) != 1) return std::nullopt;
  const std::string nonce = hex_of(random);
  const std::string timestamp = std::to_string(now);
  const auto content = sha256_.digest(body);
  if (!content) return std::nullopt;
  Signature signature{.key = id_, .timestamp = now, .timestamp_text = timestamp, .nonce = nonce, .content = *content};
  const auto code = hmac_.code(secret_, text_to_sign(signature, parts));
  if (!code) return std::nullopt;
  signature.code = *code;
  return to_field(signature);
}

}  // namespace doorbuster::net
