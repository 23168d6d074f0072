// Who a request is for, and who is not believed.
#include "net/limits/forwarded.hpp"

#include <gtest/gtest.h>

#include "net/limits/address_text.hpp"

namespace doorbuster::net {
namespace {

constexpr const char* proxy = "10.0.0.1";
constexpr const char* stranger = "203.0.113.9";

// As text, of a server that trusts 10.0.0.0/8.
std::string client(const char* peer, std::optional<std::string_view> field,
                   ForwardedField which = ForwardedField::x_forwarded_for) {
  const auto trusted = parse_networks("10.0.0.0/8").value();
  return to_text({Network{client_of(*parse_address(peer), field, which, trusted)}});
}
std::string forwarded(std::string_view field, const char* peer = proxy) {
  return client(peer, field, ForwardedField::forwarded);
}

TEST(Forwarded, WithoutATrustedProxyTheSocketCounts) {
  EXPECT_EQ(client(stranger, std::nullopt), stranger);
  EXPECT_EQ(client(stranger, "192.0.2.1"), stranger) << "anybody can write a field";
  EXPECT_EQ(to_text({Network{client_of(*parse_address(proxy), "192.0.2.1", ForwardedField::x_forwarded_for, {})}}),
            proxy) << "nobody is trusted";
}

TEST(Forwarded, ATrustedProxyIsBelieved) {
  EXPECT_EQ(client(proxy, "192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(client(proxy, "2001:db8::1"), "2001:db8::1");
  EXPECT_EQ(client(proxy, std::nullopt), proxy);
}

TEST(Forwarded, TheLastOneThatIsNotTrustedCounts) {
  EXPECT_EQ(client(proxy, "198.51.100.1, 192.0.2.1"), "192.0.2.1") << "what stands before is the client's own tale";
  EXPECT_EQ(client(proxy, "198.51.100.1, 192.0.2.1, 10.0.0.2,10.0.0.3"), "192.0.2.1");
  EXPECT_EQ(client(proxy, "nonsense, 192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(client(proxy, "10.0.0.4, 10.0.0.3"), "10.0.0.4") << "asked from within";
}

TEST(Forwarded, WhatCannotBeUnderstoodIsTheSocket) {
  for (const char* field : {"", "unknown", "192.0.2.1,", "192.0.2.1, _hidden", "192.0.2.1, unknown, 10.0.0.2", ", ,",
                            "192.0.2.1 198.51.100.1", "\"192.0.2.1"}) {
    EXPECT_EQ(client(proxy, field), proxy) << field;
  }
}

TEST(Forwarded, ReadsTheStandardsParameters) {
  EXPECT_EQ(forwarded("for=192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(forwarded("For=\"192.0.2.1:4711\";proto=https;by=10.0.0.1"), "192.0.2.1");
  EXPECT_EQ(forwarded("proto=https; for=\"[2001:db8::1]:4711\""), "2001:db8::1");
  EXPECT_EQ(forwarded("for=198.51.100.1, for=192.0.2.1;host=\"a,b;c\", for=10.0.0.2"), "192.0.2.1");
  EXPECT_EQ(forwarded("for=192.0.2.1", stranger), stranger);
}

TEST(Forwarded, RefusesWhatTheStandardHasNot) {
  for (const char* field : {"192.0.2.1", "proto=https", "for=unknown", "for=_x", "for=192.0.2.1;for=192.0.2.2", "for=",
                            "for=\"192.0.2.1", "for=\"192.0.2\\.1\"", "for", ";", "for=192.0.2.1,"}) {
    EXPECT_EQ(forwarded(field), proxy) << field;
  }
}

TEST(Forwarded, AnEndlessChainEnds) {
  std::string field;
  for (int i = 0; i < 1'000; ++i) field += "10.0.0.2,";
  EXPECT_EQ(client(proxy, field + "10.0.0.2"), "10.0.0.2");
}

}  // namespace
}  // namespace doorbuster::net
