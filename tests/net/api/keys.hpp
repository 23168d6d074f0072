// API keys for tests, made without a key file; those that sign, and requests signed by them.
#pragma once

#include <ctime>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "net/access/access_table.hpp"
#include "net/access/key_text.hpp"
#include "net/access/request_signer.hpp"

namespace doorbuster::net {

class TestKeys {
 public:
  // What the Authorization field of a new key says.
  std::string add(std::uint16_t merchant, Role role) {
    const NewKey key = make_key().value();
    keys_.push_back({key.id, {merchant}, role, Sha256().digest(key.secret).value()});
    return "Bearer " + key.text(KeyKind::bearer);
  }
  // What signs requests with a new key, whose nonces are kept in `directory`.
  RequestSigner add_signing(std::uint16_t merchant, Role role, const std::filesystem::path& directory) {
    const NewKey key = make_key().value();
    keys_.push_back({.id = key.id, .merchant = {merchant}, .role = role, .secret = {}, .signing_secret = key.secret});
    if (!nonces_) nonces_ = NonceTable::open(directory / "nonces", unix_time(), {}, nonce_buckets).value();
    return RequestSigner({key.id, key.secret});
  }
  static std::int64_t unix_time() { return std::time(nullptr); }
  [[nodiscard]] const std::shared_ptr<NonceTable>& nonces() const { return nonces_; }

  void make_all(Role role) {
    for (AccessKey& key : keys_) key.role = role;
  }
  void clear() { keys_.clear(); }
  [[nodiscard]] std::shared_ptr<const AccessTable> table() const {
    return std::make_shared<const AccessTable>(keys_, nonces_);
  }

 private:
  static constexpr std::size_t nonce_buckets = 1'024;

  std::vector<AccessKey> keys_;
  std::shared_ptr<NonceTable> nonces_;
};

}  // namespace doorbuster::net
