// HMAC-SHA-256 (RFC 2104, FIPS 198-1).
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "net/access/sha256.hpp"

struct evp_mac_st;
struct evp_mac_ctx_st;

namespace doorbuster::net {

// One thread at a time. Made once and used again.
class HmacSha256 {
 public:
  // Throws std::runtime_error where libcrypto has none.
  HmacSha256();
  // Nothing if libcrypto fails. `key` is not empty.
  [[nodiscard]] std::optional<Sha256Digest> code(std::string_view key, std::string_view bytes);

 private:
  struct Free {
    void operator()(evp_mac_st* algorithm) const;
    void operator()(evp_mac_ctx_st* context) const;
  };
  std::unique_ptr<evp_mac_st, Free> algorithm_;
  std::unique_ptr<evp_mac_ctx_st, Free> context_;
};

}  // namespace doorbuster::net
