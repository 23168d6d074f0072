// Looking keys up.
#include "net/access/access_table.hpp"

#include <algorithm>
#include <set>

#include "net/access/key_text.hpp"

namespace doorbuster::net {

AccessTable::AccessTable(std::vector<AccessKey> keys, std::shared_ptr<NonceTable> nonces)
    : keys_(std::move(keys)), nonces_(std::move(nonces)) {
  std::ranges::sort(keys_, {}, &AccessKey::id);
}

const AccessKey* AccessTable::with_id(std::string_view id) const {
  const auto key = std::ranges::lower_bound(keys_, id, {}, [](const AccessKey& k) { return std::string_view(k.id); });
  return key != keys_.end() && key->id == id ? &*key : nullptr;
}

const AccessKey* AccessTable::find(std::string_view text, Sha256& sha256) const {
  static constexpr Sha256Digest no_secret{};
  const auto parsed = parse_key_text(text, KeyKind::bearer);
  if (!parsed) return nullptr;
  const auto digest = sha256.digest(parsed->secret);
  if (!digest) return nullptr;
  const AccessKey* key = with_id(parsed->id);
  const bool is_bearer = key != nullptr && !key->signs();
  const bool same = same_digest(*digest, is_bearer ? key->secret : no_secret);
  return is_bearer && same ? key : nullptr;
}

const AccessKey* AccessTable::signing_key(std::string_view id) const {
  const AccessKey* key = nonces_ ? with_id(id) : nullptr;
  return key != nullptr && key->signs() ? key : nullptr;
}

std::optional<Role> AccessTable::role_of(std::string_view id, inventory::MerchantId merchant) const {
  const AccessKey* key = with_id(id);
  if (key == nullptr || key->merchant != merchant) return std::nullopt;
  return key->role;
}

std::size_t AccessTable::merchants() const {
  std::set<inventory::MerchantId> merchants;
  for (const AccessKey& key : keys_) merchants.insert(key.merchant);
  return merchants.size();
}

}  // namespace doorbuster::net
