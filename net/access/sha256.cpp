// SHA-256 by libcrypto. The algorithm is fetched once: SHA256() would look it up, under a lock, at each call.
#include "net/access/sha256.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <stdexcept>

#include "net/access/hex.hpp"

namespace doorbuster::net {

void Sha256::Free::operator()(evp_md_st* algorithm) const { EVP_MD_free(algorithm); }
void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA2-256", nullptr)), context_(EVP_MD_CTX_new()) {
  if (!algorithm_ || !context_) throw std::runtime_error("libcrypto has no SHA-256");
}

std::optional<Sha256Digest> Sha256::digest(std::string_view bytes) {
  Sha256Digest result;
  const bool done = EVP_DigestInit_ex2(context_.get(), algorithm_.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context_.get(), result.data(), nullptr) == 1;
  return done ? std::optional(result) : std::nullopt;
}

bool same_digest(const Sha256Digest& a, const Sha256Digest& b) {
  return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_hex(const Sha256Digest& digest) { return hex_of(digest); }

std::optional<Sha256Digest> digest_from_hex(std::string_view text) {
  Sha256Digest digest;
  if (text.size() != 2 * digest.size() || !is_hex(text)) return std::nullopt;
  const auto value = [](char c) { return static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10); };
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<unsigned char>(value(text[2 * i]) << 4 | value(text[2 * i + 1]));
  }
  return digest;
}

}  // namespace doorbuster::net
