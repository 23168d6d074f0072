// SHA-256 (FIPS 180-4), and comparing digests without telling by the time how far they are alike.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_st;
struct evp_md_ctx_st;

namespace doorbuster::net {

using Sha256Digest = std::array<unsigned char, 32>;

// One thread at a time. Made once and used again: a digest then takes no lock and no memory.
class Sha256 {
 public:
  // Throws std::runtime_error where libcrypto has none.
  Sha256();
  // Nothing if libcrypto fails.
  [[nodiscard]] std::optional<Sha256Digest> digest(std::string_view bytes);

 private:
  struct Free {
    void operator()(evp_md_st* algorithm) const;
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_st, Free> algorithm_;
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// In a time that depends on neither.
[[nodiscard]] bool same_digest(const Sha256Digest& a, const Sha256Digest& b);

// 64 characters of 0-9 a-f, and back; nothing for any other text.
[[nodiscard]] std::string to_hex(const Sha256Digest& digest);
[[nodiscard]] std::optional<Sha256Digest> digest_from_hex(std::string_view text);

}  // namespace doorbuster::net
