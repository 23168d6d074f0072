// Every range that the IANA keeps for special purposes, at its edges, and the public addresses beside it.
#include "app/webhooks/address_rules.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace doorbuster::app {
namespace {

sockaddr_storage address_of(const std::string& text) {
  sockaddr_storage storage{};
  auto& four = reinterpret_cast<sockaddr_in&>(storage);
  auto& six = reinterpret_cast<sockaddr_in6&>(storage);
  const bool is_six = text.find(':') != std::string::npos;
  storage.ss_family = is_six ? AF_INET6 : AF_INET;
  void* bytes = is_six ? static_cast<void*>(&six.sin6_addr) : &four.sin_addr;
  EXPECT_EQ(inet_pton(storage.ss_family, text.c_str(), bytes), 1) << text;
  return storage;
}

bool is_public(const std::string& text) {
  const auto storage = address_of(text);
  const auto& address = reinterpret_cast<const sockaddr&>(storage);
  EXPECT_EQ(address_words(address), text);
  return is_public_address(address);
}

TEST(AddressRules, RefuseWhatIsNotPublic) {
  for (const char* text :
       {"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
        "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.0", "192.0.0.255",
        "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0",
        "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.0",
        "255.255.255.255"}) {
    EXPECT_FALSE(is_public(text)) << text;
  }
  for (const char* text :
       {"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:169.254.169.254", "64:ff9b::a00:1",
        "64:ff9b::c0a8:101", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:1ff:ffff::1", "2001:db8::1",
        "2001:db8:ffff::1", "2002:7f00:1::1", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "3fff:fff::1",
        "4000::1", "5f00::1", "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff0e::1"}) {
    EXPECT_FALSE(is_public(text)) << text;
  }
}

TEST(AddressRules, AllowWhatIsBesideIt) {
  for (const char* text : {"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                           "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
                           "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
                           "198.51.99.255", "203.0.112.255", "203.0.114.0", "223.255.255.255", "8.8.8.8",
                           "::ffff:8.8.8.8", "64:ff9b::808:808", "2001:200::1", "2001:4860:4860::8888", "2003::1",
                           "2606:4700::1", "2620:4f:8001::1", "3ffe::1", "3fff:1000::1"}) {
    EXPECT_TRUE(is_public(text)) << text;
  }
}

TEST(AddressRules, RefuseOtherFamilies) {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  EXPECT_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(local)));
}

}  // namespace
}  // namespace doorbuster::app
