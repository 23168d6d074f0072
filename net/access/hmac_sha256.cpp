// HMAC by libcrypto.
#include "net/access/hmac_sha256.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <stdexcept>

namespace doorbuster::net {

void HmacSha256::Free::operator()(evp_mac_st* algorithm) const { EVP_MAC_free(algorithm); }
void HmacSha256::Free::operator()(evp_mac_ctx_st* context) const { EVP_MAC_CTX_free(context); }

HmacSha256::HmacSha256() : algorithm_(EVP_MAC_fetch(nullptr, "HMAC", nullptr)), context_(nullptr) {
  if (algorithm_) context_.reset(EVP_MAC_CTX_new(algorithm_.get()));
  char digest[] = "SHA2-256";
  const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                              OSSL_PARAM_construct_end()};
  if (!context_ || EVP_MAC_CTX_set_params(context_.get(), parameters.data()) != 1) {
    throw std::runtime_error("libcrypto has no HMAC-SHA-256");
  }
}

std::optional<Sha256Digest> HmacSha256::code(std::string_view key, std::string_view bytes) {
  const auto octets = [](std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  Sha256Digest result;
  std::size_t length = 0;
  const bool done = EVP_MAC_init(context_.get(), octets(key), key.size(), nullptr) == 1 &&
                    EVP_MAC_update(context_.get(), octets(bytes), bytes.size()) == 1 &&
                    EVP_MAC_final(context_.get(), result.data(), &length, result.size()) == 1;
  return done && length == result.size() ? std::optional(result) : std::nullopt;
}

}  // namespace doorbuster::net
