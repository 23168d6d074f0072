// XXH3 over a random secret.
#include "net/limits/keyed_hash.hpp"

#include <cstring>
#include <random>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace doorbuster::net {

KeyedHash::KeyedHash() : secret_{} {
  static_assert(secret_bytes >= XXH3_SECRET_SIZE_MIN);
  using Word = std::random_device::result_type;
  static_assert(secret_bytes % sizeof(Word) == 0);
  std::random_device random;
  for (std::size_t i = 0; i < secret_bytes; i += sizeof(Word)) {
    const Word word = random();
    std::memcpy(secret_.data() + i, &word, sizeof word);
  }
}

std::uint64_t KeyedHash::operator()(std::span<const std::uint8_t> bytes) const {
  return XXH3_64bits_withSecret(bytes.data(), bytes.size(), secret_.data(), secret_.size());
}

}  // namespace doorbuster::net
