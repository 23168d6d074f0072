// Addresses and networks, read and written.
#include "net/limits/address_text.hpp"

#include <gtest/gtest.h>

namespace doorbuster::net {
namespace {

TEST(AddressText, ReadsNumericAddressesAlone) {
  EXPECT_TRUE(parse_address("192.0.2.7")->is_ipv4());
  EXPECT_FALSE(parse_address("2001:db8::7")->is_ipv4());
  EXPECT_EQ(parse_address("192.0.2.7"), parse_address("::ffff:192.0.2.7")) << "written either way";
  for (const char* text : {"", "a", "localhost", "192.0.2", "192.0.2.256", "192.0.2.7 ", "1.2.3.4:80", "[::1]", ":::",
                           "fe80::1%eth0", "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(AddressText, ReadsWhatProxiesCallAClient) {
  const auto ipv4 = parse_address("192.0.2.7");
  const auto ipv6 = parse_address("2001:db8::7");
  EXPECT_EQ(parse_node("192.0.2.7"), ipv4);
  EXPECT_EQ(parse_node("192.0.2.7:4711"), ipv4);
  EXPECT_EQ(parse_node("2001:db8::7"), ipv6);
  EXPECT_EQ(parse_node("[2001:db8::7]"), ipv6);
  EXPECT_EQ(parse_node("[2001:db8::7]:4711"), ipv6);
  for (const char* text : {"", "unknown", "_hidden", "192.0.2.7:", "192.0.2.7:x", "192.0.2.7:65536", "[2001:db8::7",
                           "[2001:db8::7]4711", "[2001:db8::7]:", "[192.0.2.7]", "[]", "[:]"}) {
    EXPECT_FALSE(parse_node(text)) << text;
  }
}

TEST(AddressText, OneClientIsAnIpv4AddressOrASlash64) {
  EXPECT_EQ(parse_address("2001:db8:1:2::7")->client(), parse_address("2001:db8:1:2:3:4:5:6")->client());
  EXPECT_NE(parse_address("2001:db8:1:2::7")->client(), parse_address("2001:db8:1:3::7")->client());
  EXPECT_NE(parse_address("192.0.2.7")->client(), parse_address("192.0.2.8")->client());
}

TEST(AddressText, NetworksHaveWhatBeginsAsTheyDo) {
  const auto networks = parse_networks("10.0.0.0/8, 2001:db8::/33,192.0.2.7").value();
  ASSERT_EQ(networks.size(), 3u);
  EXPECT_TRUE(networks[0].has(*parse_address("10.255.0.1")));
  EXPECT_FALSE(networks[0].has(*parse_address("11.0.0.1")));
  EXPECT_TRUE(networks[1].has(*parse_address("2001:db8:7fff::1")));
  EXPECT_FALSE(networks[1].has(*parse_address("2001:db8:8000::1")));
  EXPECT_TRUE(networks[2].has(*parse_address("192.0.2.7")));
  EXPECT_FALSE(networks[2].has(*parse_address("192.0.2.6")));
  EXPECT_TRUE(parse_networks("0.0.0.0/0")->front().has(*parse_address("203.0.113.1")));
  EXPECT_FALSE(parse_networks("0.0.0.0/0")->front().has(*parse_address("2001:db8::1")));
  EXPECT_TRUE(parse_networks("::/0")->front().has(*parse_address("203.0.113.1")));
}

TEST(AddressText, NetworksAreWrittenAsTheyAreRead) {
  for (const char* text : {"10.0.0.0/8, 2001:db8::/32, 192.0.2.7", "::1", "0.0.0.0/0", "::/0", "10.1.2.0/23"}) {
    EXPECT_EQ(to_text(parse_networks(text).value()), text);
  }
}

TEST(AddressText, RefusesNetworksThatAreNone) {
  for (const char* text : {"", ",", "10.0.0.0/8,", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "::/129",
                           "10.0.0.1/8", "2001:db8::1/64", "proxy.example.com", "10.0.0.0/8 127.0.0.1"}) {
    EXPECT_FALSE(parse_networks(text)) << text;
  }
}

}  // namespace
}  // namespace doorbuster::net
