// Hashes for the indexes of this folder: XXH3-64, of which every bit may be used. Never stored and never compared
// across processes, so they may change.
#pragma once

#include <cstdint>
#include <string_view>

#include "inventory/ids.hpp"

namespace doorbuster::inventory {

// A name within its scope: its merchant's or its order's number.
[[nodiscard]] std::uint64_t hash_of(std::uint64_t scope, std::string_view name);
[[nodiscard]] std::uint64_t hash_of(const KeyDigest& key);
[[nodiscard]] std::uint64_t hash_of(std::uint64_t packed);

}  // namespace doorbuster::inventory
