// The file of API keys, as values: merchants with their numbers, and keys: of bearer keys the digest of the secret, of
// signing keys the secret. Reads and writes its TOML; knows nothing of the disk.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/core.hpp"
#include "net/net.hpp"

namespace doorbuster::app {

inline constexpr std::size_t keys_max = 10'000;
inline constexpr std::size_t label_bytes_max = 200;

// The journal holds numbers: a merchant's never changes and is never given to another, also where no key is left.
struct MerchantEntry {
  inventory::MerchantId number;
  std::string name;
};

struct KeyEntry {
  net::AccessKey key;
  std::string merchant;    // the name
  std::string created_at;  // RFC 3339
  std::string label;       // for people; perhaps empty
};

struct KeyFile {
  std::vector<MerchantEntry> merchants;
  std::vector<KeyEntry> keys;

  // Null if there is none of this name.
  [[nodiscard]] const MerchantEntry* merchant(std::string_view name) const;
  // Whether any key is a signing key.
  [[nodiscard]] bool signs() const;
  // `nonces`: as net::AccessTable has them.
  [[nodiscard]] std::shared_ptr<const net::AccessTable> table(std::shared_ptr<net::NonceTable> nonces) const;
};

// "bearer" or "signing".
[[nodiscard]] std::string_view kind_of(const net::AccessKey& key);

// Adds the merchant with the next number, 0 for the first: that is the merchant of a server without keys, so the first
// one has what was there before. Fails if there are as many as there may be.
[[nodiscard]] core::Result<inventory::MerchantId> add_merchant(KeyFile& file, std::string_view name);

// Fails with a sentence that names `path` and the line.
[[nodiscard]] core::Result<KeyFile> parse_key_file(std::string_view text, const std::string& path);
[[nodiscard]] std::string to_toml(const KeyFile& file);
// The keys alone, as an array of JSON, with `kind` and `merchant_number`, and without secrets or digests.
[[nodiscard]] std::string to_json(const KeyFile& file);

}  // namespace doorbuster::app
