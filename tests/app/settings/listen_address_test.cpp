// HOST:PORT as people write it.
#include "app/settings/listen_address.hpp"

#include <gtest/gtest.h>

namespace doorbuster::app {
namespace {

TEST(ListenAddress, ReadsNumericHostsWithAPort) {
  const auto v4 = parse_listen_address("10.1.2.3:80");
  ASSERT_TRUE(v4);
  EXPECT_EQ(v4->host, "10.1.2.3");
  EXPECT_EQ(v4->port, 80);

  const auto v6 = parse_listen_address("[::1]:65535");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->port, 65535);
}

TEST(ListenAddress, TakesLocalhostForTheLoopbackAddress) {
  const auto address = parse_listen_address("localhost:0");
  ASSERT_TRUE(address);
  EXPECT_EQ(to_text(*address), "127.0.0.1:0");
}

TEST(ListenAddress, RefusesWhatIsNotHostAndPort) {
  for (const char* text :
       {"", ":", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:8o", "127.0.0.1: 80",
        "127.0.0:80", "::1:80", "[::1]", "[127.0.0.1]:80", "[]:80", "shop.example:80", "127.0.0.1:80:90"}) {
    EXPECT_FALSE(parse_listen_address(text)) << text;
  }
}

TEST(ListenAddress, NamesTheTextThatItRefuses) {
  EXPECT_NE(parse_listen_address("shop.example:80").error().message.find("\"shop.example:80\""), std::string::npos);
}

TEST(ListenAddress, WritesBackWhatItRead) {
  for (const char* text : {"127.0.0.1:8080", "[::1]:8080", "[2001:db8::7]:1"}) {
    EXPECT_EQ(to_text(*parse_listen_address(text)), text);
  }
}

TEST(ListenAddress, KnowsLoopbackAddresses) {
  EXPECT_TRUE(is_loopback({"127.0.0.1", 1}));
  EXPECT_TRUE(is_loopback({"127.255.0.9", 1}));
  EXPECT_TRUE(is_loopback({"::1", 1}));
  EXPECT_FALSE(is_loopback({"128.0.0.1", 1}));
  EXPECT_FALSE(is_loopback({"0.0.0.0", 1}));
  EXPECT_FALSE(is_loopback({"::", 1}));
}

}  // namespace
}  // namespace doorbuster::app
