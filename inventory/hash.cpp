// The indexes' hashes, by xxHash (https://xxhash.com).
#include "inventory/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace doorbuster::inventory {

std::uint64_t hash_of(std::uint64_t scope, std::string_view name) {
  return XXH3_64bits_withSeed(name.data(), name.size(), scope);
}

std::uint64_t hash_of(const KeyDigest& key) { return XXH3_64bits(&key, sizeof key); }

std::uint64_t hash_of(std::uint64_t packed) { return XXH3_64bits(&packed, sizeof packed); }

}  // namespace doorbuster::inventory
