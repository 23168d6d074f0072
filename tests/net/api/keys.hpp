// API keys for tests, made without a file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "net/access/access_table.hpp"
#include "net/access/key_text.hpp"

namespace doorbuster::net {

class TestKeys {
 public:
  // What the Authorization field of a new key says.
  std::string add(std::uint16_t merchant, Role role) {
    const NewKey key = make_key().value();
    keys_.push_back({key.id, {merchant}, role, Sha256().digest(key.secret).value()});
    return "Bearer " + key.text();
  }
  void make_all(Role role) {
    for (AccessKey& key : keys_) key.role = role;
  }
  void clear() { keys_.clear(); }
  [[nodiscard]] std::shared_ptr<const AccessTable> table() const { return std::make_shared<const AccessTable>(keys_); }

 private:
  std::vector<AccessKey> keys_;
};

}  // namespace doorbuster::net
