// How many requests an operator lets through, of whom: what is to be set of the rate limits (net/limits/ keeps them).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "net/client_address.hpp"

namespace doorbuster::net {

// A token bucket: holds `burst` tokens at most, gets `tokens` of them every `per`, and each request takes one.
struct Rate {
  static constexpr std::uint32_t tokens_max = 100'000;
  static constexpr std::uint32_t burst_max = 100'000;

  std::uint32_t tokens = 1;     // 1 to tokens_max
  std::chrono::seconds per{1};  // a second, a minute or an hour
  std::uint32_t burst = 1;      // 1 to burst_max

  friend bool operator==(const Rate&, const Rate&) = default;
};

// The addresses that begin as `address` does, for `prefix_bits` of its 128.
struct Network {
  ClientAddress address;
  unsigned prefix_bits = 128;

  [[nodiscard]] bool has(const ClientAddress& other) const;
  friend bool operator==(const Network&, const Network&) = default;
};

enum class ForwardedField : std::uint8_t {
  x_forwarded_for,
  forwarded,  // RFC 7239
};

struct RateLimitOptions {
  // Without a rate there is no limit.
  std::optional<Rate> per_address{};
  std::optional<Rate> per_key{};
  std::optional<Rate> per_buyer{};
  // Proxies that are believed when they say, in this field, for whom a request is. One field alone: a proxy that writes
  // the one passes the other on as any client has sent it.
  std::vector<Network> trusted_proxies{};
  ForwardedField forwarded_field = ForwardedField::x_forwarded_for;
};

}  // namespace doorbuster::net
