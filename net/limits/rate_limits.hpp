// The rate limits of one server: a table of buckets for each limit that is set. Any thread, without a lock. Knows
// addresses, keys and buyers, but nothing of what they ask for.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "inventory/inventory.hpp"
#include "net/http_message.hpp"
#include "net/limits/keyed_hash.hpp"
#include "net/limits/rate_standing.hpp"
#include "net/limits/rate_table.hpp"
#include "net/metrics/meters.hpp"

namespace doorbuster::net {

// The request is one too many.
struct RateExceeded {
  RateLimit limit{};
  std::int64_t retry_after_seconds = 1;  // then a token is there; at least 1
};

class RateLimits {
 public:
  // `meters` outlives it.
  RateLimits(const RateLimitOptions& options, NetMeters& meters);

  // Each takes a token, unless its limit is not set, and notes in `standing` what is left.
  using Verdict = std::optional<RateExceeded>;
  [[nodiscard]] Verdict take_for_address(const HttpRequest& request, std::int64_t now_ns, RateStanding& standing);
  [[nodiscard]] Verdict take_for_key(std::string_view id, std::int64_t now_ns, RateStanding& standing);
  [[nodiscard]] Verdict take_for_buyer(inventory::MerchantId merchant, const inventory::BuyerId& buyer,
                                       std::int64_t now_ns, RateStanding& standing);
  // Bytes from `peer` that were no request: they count too, but have another answer than this limit's.
  void count_bad_request(const ClientAddress& peer, std::int64_t now_ns);

  // The value of RateLimit-Policy that says what `limit` is (the draft's section 3): its burst, and the seconds in
  // which that comes.
  [[nodiscard]] std::string policy(RateLimit limit) const;

 private:
  struct Bound {
    Rate rate;
    RateTable table;
  };

  [[nodiscard]] const std::optional<Bound>& bound(RateLimit limit) const {
    return bounds_[static_cast<std::size_t>(limit)];
  }
  [[nodiscard]] Verdict take(RateLimit limit, std::span<const std::uint8_t> who, std::int64_t now_ns,
                             RateStanding& standing);

  const KeyedHash hash_;
  const std::vector<Network> trusted_proxies_;
  const ForwardedField forwarded_field_;
  NetMeters& meters_;
  std::array<std::optional<Bound>, rate_limits> bounds_;
};

}  // namespace doorbuster::net
