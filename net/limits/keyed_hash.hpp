// A hash that only this object can make: nobody outside knows what falls together in it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace doorbuster::net {

// XXH3 with a secret from the system's randomness. Threads: any.
class KeyedHash {
 public:
  KeyedHash();
  [[nodiscard]] std::uint64_t operator()(std::span<const std::uint8_t> bytes) const;

 private:
  static constexpr std::size_t secret_bytes = 192;
  std::array<std::uint8_t, secret_bytes> secret_;
};

}  // namespace doorbuster::net
