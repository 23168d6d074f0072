// Who counts as whom, and what a bucket's figures mean for who asked.
#include "net/limits/rate_limits.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "net/limits/forwarded.hpp"

namespace doorbuster::net {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;

// At least one.
std::int64_t whole_seconds(std::int64_t ns) {
  return std::max<std::int64_t>(1, (ns + ns_per_second - 1) / ns_per_second);
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

RateLimits::RateLimits(const RateLimitOptions& options, NetMeters& meters)
    : trusted_proxies_(options.trusted_proxies), forwarded_field_(options.forwarded_field), meters_(meters) {
  const std::array rates{options.per_address, options.per_key, options.per_buyer};
  static_assert(std::tuple_size_v<decltype(rates)> == rate_limits);
  for (std::size_t i = 0; i < rates.size(); ++i) {
    if (rates[i]) bounds_[i].emplace(Bound{*rates[i], RateTable(*rates[i])});
  }
}

RateLimits::Verdict RateLimits::take(RateLimit limit, std::span<const std::uint8_t> who, std::int64_t now_ns,
                                     RateStanding& standing) {
  auto& table = bounds_[static_cast<std::size_t>(limit)]->table;
  const auto taken = table.take(hash_(who), now_ns);
  const auto seconds = whole_seconds(taken.admitted ? taken.full_ns : taken.wait_ns);
  standing.count(limit, taken.remaining, seconds);
  if (taken.admitted) return std::nullopt;
  meters_.rate_limited[static_cast<std::size_t>(limit)].add();
  return RateExceeded{limit, seconds};
}

RateLimits::Verdict RateLimits::take_for_address(const HttpRequest& request, std::int64_t now_ns,
                                                 RateStanding& standing) {
  if (!bound(RateLimit::address)) return std::nullopt;
  const bool standard = forwarded_field_ == ForwardedField::forwarded;
  const auto& field = standard ? request.forwarded : request.x_forwarded_for;
  const auto client = client_of(request.peer, field, forwarded_field_, trusted_proxies_).client();
  return take(RateLimit::address, client.bytes, now_ns, standing);
}

RateLimits::Verdict RateLimits::take_for_key(std::string_view id, std::int64_t now_ns, RateStanding& standing) {
  if (!bound(RateLimit::key) || id.empty()) return std::nullopt;
  return take(RateLimit::key, bytes_of(id), now_ns, standing);
}

RateLimits::Verdict RateLimits::take_for_buyer(inventory::MerchantId merchant, const inventory::BuyerId& buyer,
                                               std::int64_t now_ns, RateStanding& standing) {
  if (!bound(RateLimit::buyer)) return std::nullopt;
  std::array<std::uint8_t, sizeof merchant.value + inventory::limits::id_bytes> who;
  const auto name = buyer.view();
  std::memcpy(who.data(), &merchant.value, sizeof merchant.value);
  std::memcpy(who.data() + sizeof merchant.value, name.data(), name.size());
  return take(RateLimit::buyer, std::span(who).first(sizeof merchant.value + name.size()), now_ns, standing);
}

void RateLimits::count_bad_request(const ClientAddress& peer, std::int64_t now_ns) {
  auto& bound = bounds_[static_cast<std::size_t>(RateLimit::address)];
  if (bound) std::ignore = bound->table.take(hash_(peer.client().bytes), now_ns);
}

std::string RateLimits::policy(RateLimit limit) const {
  const Rate& rate = bound(limit)->rate;
  const std::uint64_t wait = rate.burst * static_cast<std::uint64_t>(rate.per.count());
  const std::uint64_t seconds = std::max<std::uint64_t>(1, (wait + rate.tokens - 1) / rate.tokens);
  std::string text(1, '"');
  text.append(word(limit)).append("\";q=").append(std::to_string(rate.burst));
  return text.append(";w=").append(std::to_string(seconds));
}

}  // namespace doorbuster::net
