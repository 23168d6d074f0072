// The API keys that a server knows, by their ids. A table never changes: new keys are a new table, which takes the
// place of the old one, so that whoever looks a key up needs no lock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/inventory.hpp"
#include "net/access/nonce_table.hpp"
#include "net/access/role.hpp"
#include "net/access/sha256.hpp"

namespace doorbuster::net {

struct AccessKey {
  std::string id;  // of key_id_chars
  inventory::MerchantId merchant;
  Role role = Role::monitor;
  // Of the secret's text. A plain SHA-256 is enough, without salt or stretching: the secret is 256 bits of randomness,
  // and no list of likely ones can be tried.
  Sha256Digest secret{};
  // Instead, of a signing key: the secret itself, since checking a signature takes what making one takes. Empty: a
  // bearer key, which is sent as it is. A key is never both.
  std::string signing_secret{};

  [[nodiscard]] bool signs() const { return !signing_secret.empty(); }
};

// Any thread.
class AccessTable {
 public:
  // Ids are each there once. `nonces`: those that were used; null: no key signs, or none may yet.
  explicit AccessTable(std::vector<AccessKey> keys, std::shared_ptr<NonceTable> nonces = nullptr);

  // The bearer key that `text` (dbk_ID_SECRET) is; null if it is none. An unknown id takes as long as a wrong secret.
  [[nodiscard]] const AccessKey* find(std::string_view text, Sha256& sha256) const;
  // The signing key of this id; null if there is none, or there are no nonces().
  [[nodiscard]] const AccessKey* signing_key(std::string_view id) const;
  [[nodiscard]] NonceTable* nonces() const { return nonces_.get(); }
  // What the key of this id may do; nothing if this merchant has none, or no longer.
  [[nodiscard]] std::optional<Role> role_of(std::string_view id, inventory::MerchantId merchant) const;

  [[nodiscard]] std::size_t keys() const { return keys_.size(); }
  [[nodiscard]] std::size_t merchants() const;  // that have keys

 private:
  [[nodiscard]] const AccessKey* with_id(std::string_view id) const;

  std::vector<AccessKey> keys_;  // by id
  std::shared_ptr<NonceTable> nonces_;
};

}  // namespace doorbuster::net
