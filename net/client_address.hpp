// Where a request came from, as 16 bytes: an IPv6 address, an IPv4 address as IPv6 has it (RFC 4291 section 2.5.5.2).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace doorbuster::net {

struct ClientAddress {
  std::array<std::uint8_t, 16> bytes{};

  static constexpr std::array<std::uint8_t, 12> ipv4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  static constexpr std::size_t network_bytes = 8;  // of IPv6: a /64

  [[nodiscard]] bool is_ipv4() const { return std::ranges::equal(ipv4_prefix, std::span(bytes).first<12>()); }
  // What counts as one client: an IPv4 address; of IPv6 the first 64 bits, since a client has all that begin so.
  [[nodiscard]] ClientAddress client() const {
    ClientAddress result = *this;
    if (!is_ipv4()) std::fill(result.bytes.begin() + network_bytes, result.bytes.end(), std::uint8_t{0});
    return result;
  }
  friend bool operator==(const ClientAddress&, const ClientAddress&) = default;
};

}  // namespace doorbuster::net
