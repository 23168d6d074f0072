// Prefixes in tables, and one comparison.
#include "app/webhooks/address_rules.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>

namespace doorbuster::app {
namespace {

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint8_t, 16>;

template <class Address>
struct Prefix {
  Address first;
  std::size_t bits;

  [[nodiscard]] bool contains(const Address& address) const {
    const std::size_t whole = bits / 8;
    if (!std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(whole), address.begin())) return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
    return (first[whole] & mask) == (address[whole] & mask);
  }
};

// https://www.iana.org/assignments/iana-ipv4-special-registry, and what is no host's address.
constexpr std::array<Prefix<Ipv4>, 16> special_ipv4{{
    {{0, 0, 0, 0}, 8},        // this network
    {{10, 0, 0, 0}, 8},       // private
    {{100, 64, 0, 0}, 10},    // behind a carrier's NAT
    {{127, 0, 0, 0}, 8},      // loopback
    {{169, 254, 0, 0}, 16},   // link-local; a cloud's metadata
    {{172, 16, 0, 0}, 12},    // private
    {{192, 0, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2, 0}, 24},     // documentation
    {{192, 31, 196, 0}, 24},  // AS112
    {{192, 52, 193, 0}, 24},  // AMT
    {{192, 88, 99, 0}, 24},   // 6to4 relays, once
    {{192, 168, 0, 0}, 16},   // private
    {{198, 18, 0, 0}, 15},    // benchmarks
    {{198, 51, 100, 0}, 24},  // documentation
    {{203, 0, 113, 0}, 24},   // documentation
    {{224, 0, 0, 0}, 3},      // multicast, reserved, broadcast
}};

// Of IPv6 only global unicast (RFC 4291) is public, and of that not what
// https://www.iana.org/assignments/iana-ipv6-special-registry has.
constexpr Prefix<Ipv6> global_unicast{{0x20}, 3};
constexpr std::array<Prefix<Ipv6>, 5> special_ipv6{{
    {{0x20, 0x01, 0x00}, 23},              // protocol assignments, Teredo, ORCHID
    {{0x20, 0x01, 0x0d, 0xb8}, 32},        // documentation
    {{0x20, 0x02}, 16},                    // 6to4: an IPv4 address in the middle
    {{0x26, 0x20, 0x00, 0x4f, 0x80}, 48},  // AS112
    {{0x3f, 0xff}, 20},                    // documentation
}};

// Whose last four bytes are an IPv4 address.
constexpr std::array<Prefix<Ipv6>, 2> with_ipv4{{
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96},  // mapped
    {{0x00, 0x64, 0xff, 0x9b}, 96},                    // NAT64
}};

template <class Address>
bool is_in(std::span<const Prefix<Address>> prefixes, const Address& address) {
  return std::ranges::any_of(prefixes, [&](const auto& prefix) { return prefix.contains(address); });
}

bool is_public(const Ipv4& address) { return !is_in<Ipv4>(special_ipv4, address); }

bool is_public(const Ipv6& address) {
  if (is_in<Ipv6>(with_ipv4, address)) return is_public(Ipv4{address[12], address[13], address[14], address[15]});
  return global_unicast.contains(address) && !is_in<Ipv6>(special_ipv6, address);
}

template <class Address, class Socket, class Field>
Address bytes_in(const sockaddr& address, Field Socket::*field) {
  Socket whole{};
  std::memcpy(&whole, &address, sizeof whole);
  Address bytes{};
  std::memcpy(bytes.data(), &(whole.*field), bytes.size());
  return bytes;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) return is_public(bytes_in<Ipv4>(address, &sockaddr_in::sin_addr));
  if (address.sa_family == AF_INET6) return is_public(bytes_in<Ipv6>(address, &sockaddr_in6::sin6_addr));
  return false;
}

std::string address_words(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address.sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (address.sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (bytes == nullptr || inet_ntop(address.sa_family, bytes, text.data(), text.size()) == nullptr) {
    return "an address of another family";
  }
  return text.data();
}

}  // namespace doorbuster::app
