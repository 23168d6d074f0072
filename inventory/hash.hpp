// Hashes for the indexes of this folder: XXH3-64, of which every bit may be used. Never stored and never compared
// across processes, so they may change.
#pragma once

#include <cstdint>
#include <string_view>

#include "inventory/ids.hpp"

namespace doorbuster::inventory {

// Part of the hashes of names that anybody may choose. Where it is unknown to them, none can choose names that all meet
// in one place of an index, where each look-up would pass the others. What is found doesn't depend on it.
struct HashSecret {
  std::uint64_t value = 0;
};

// A name within its scope: its merchant's or its order's number.
[[nodiscard]] std::uint64_t hash_of(std::uint64_t scope, std::string_view name);
[[nodiscard]] std::uint64_t hash_of(const KeyDigest& key);
[[nodiscard]] std::uint64_t hash_of(std::uint64_t packed);

}  // namespace doorbuster::inventory
