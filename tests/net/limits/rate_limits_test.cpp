// The limits of a server: who counts as whom, and what is told.
#include "net/limits/rate_limits.hpp"

#include <gtest/gtest.h>

#include "net/limits/address_text.hpp"

namespace doorbuster::net {
namespace {

using inventory::BuyerId;
using inventory::MerchantId;

constexpr std::int64_t now = 1'000'000'000'000;
constexpr Rate two{2, std::chrono::seconds(1), 2};

struct RateLimitsTest : testing::Test {
  // How many of three requests from there are let through.
  int from(RateLimits& limits, const char* peer, std::optional<std::string_view> field = {}) {
    int count = 0;
    for (int i = 0; i < 3; ++i) {
      HttpRequest request;
      request.peer = *parse_address(peer);
      request.x_forwarded_for = field;
      count += !limits.take_for_address(request, now, standing);
    }
    return count;
  }
  int for_buyer(RateLimits& limits, std::uint16_t merchant, const char* buyer) {
    int count = 0;
    for (int i = 0; i < 3; ++i) {
      count += !limits.take_for_buyer(MerchantId{merchant}, *BuyerId::parse(buyer), now, standing);
    }
    return count;
  }
  int with_key(RateLimits& limits, const char* id) {
    int count = 0;
    for (int i = 0; i < 3; ++i) count += !limits.take_for_key(id, now, standing);
    return count;
  }

  NetMeters meters;
  RateStanding standing;
};

TEST_F(RateLimitsTest, AnAddressIsOneClient) {
  RateLimits limits({.per_address = two}, meters);
  EXPECT_EQ(from(limits, "192.0.2.1"), 2);
  EXPECT_EQ(from(limits, "192.0.2.2"), 2);
  EXPECT_EQ(from(limits, "2001:db8::1"), 2);
  EXPECT_EQ(from(limits, "2001:db8::2"), 0) << "in the same /64";
  EXPECT_EQ(from(limits, "2001:db8:0:1::1"), 2);
  EXPECT_EQ(for_buyer(limits, 0, "u"), 3) << "no such limit is set";
  EXPECT_EQ(with_key(limits, "k"), 3);
  EXPECT_EQ(meters.rate_limited[0].value(), 7u);
  EXPECT_EQ(meters.rate_limited[2].value(), 0u);
}

TEST_F(RateLimitsTest, BehindATrustedProxyItsClientsCount) {
  RateLimits limits({.per_address = two, .trusted_proxies = *parse_networks("10.0.0.1")}, meters);
  EXPECT_EQ(from(limits, "10.0.0.1", "192.0.2.1"), 2);
  EXPECT_EQ(from(limits, "10.0.0.1", "192.0.2.2"), 2);
  EXPECT_EQ(from(limits, "10.0.0.2", "192.0.2.3"), 2);
  EXPECT_EQ(from(limits, "10.0.0.2", "192.0.2.4"), 0) << "a proxy that is not trusted";
}

TEST_F(RateLimitsTest, ABuyerIsTheMerchants) {
  RateLimits limits({.per_buyer = two}, meters);
  EXPECT_EQ(for_buyer(limits, 1, "u"), 2);
  EXPECT_EQ(for_buyer(limits, 1, "u"), 0);
  EXPECT_EQ(for_buyer(limits, 2, "u"), 2);
  EXPECT_EQ(for_buyer(limits, 1, "u2"), 2);
  EXPECT_EQ(from(limits, "192.0.2.1"), 3);
}

TEST_F(RateLimitsTest, AKeyCountsByItsId) {
  RateLimits limits({.per_key = two}, meters);
  EXPECT_EQ(with_key(limits, "a"), 2);
  EXPECT_EQ(with_key(limits, "b"), 2);
  EXPECT_EQ(with_key(limits, ""), 3) << "without keys there is none to count";
}

TEST_F(RateLimitsTest, WhatIsNoRequestCountsToo) {
  RateLimits limits({.per_address = two}, meters);
  limits.count_bad_request(*parse_address("192.0.2.1"), now);
  EXPECT_EQ(from(limits, "192.0.2.1"), 1);
}

TEST_F(RateLimitsTest, TellsWhatIsLeftOfEach) {
  RateLimits limits({.per_address = Rate{1, std::chrono::seconds(1), 10}, .per_buyer = two}, meters);
  EXPECT_FALSE(standing.counted());
  EXPECT_EQ(standing.text(), "");
  from(limits, "192.0.2.1");
  EXPECT_TRUE(standing.counted());
  EXPECT_EQ(standing.text(), R"("address";r=7;t=3)");
  for_buyer(limits, 0, "u");
  EXPECT_EQ(standing.text(), R"("address";r=7;t=3, "buyer";r=0;t=1)");
}

TEST_F(RateLimitsTest, SaysWhenToComeAgainInWholeSeconds) {
  RateLimits limits({.per_key = Rate{1, std::chrono::minutes(1), 1}, .per_buyer = two}, meters);
  ASSERT_FALSE(limits.take_for_key("a", now, standing));
  EXPECT_EQ(limits.take_for_key("a", now, standing)->retry_after_seconds, 60);
  EXPECT_EQ(limits.take_for_key("a", now + 59'500'000'000, standing)->retry_after_seconds, 1);
  for_buyer(limits, 0, "u");
  const auto refused = limits.take_for_buyer({}, *BuyerId::parse("u"), now, standing);
  EXPECT_EQ(refused->retry_after_seconds, 1);
  EXPECT_EQ(refused->limit, RateLimit::buyer);
}

TEST_F(RateLimitsTest, NamesItsPolicies) {
  RateLimits limits({.per_address = Rate{50, std::chrono::seconds(1), 100},
                     .per_key = Rate{1, std::chrono::minutes(1), 3},
                     .per_buyer = Rate{100, std::chrono::seconds(1), 1}}, meters);
  EXPECT_EQ(limits.policy(RateLimit::address), R"("address";q=100;w=2)");
  EXPECT_EQ(limits.policy(RateLimit::key), R"("key";q=3;w=180)");
  EXPECT_EQ(limits.policy(RateLimit::buyer), R"("buyer";q=1;w=1)");
}

}  // namespace
}  // namespace doorbuster::net
