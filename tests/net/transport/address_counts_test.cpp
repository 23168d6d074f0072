// What counts as one address, and that nobody is remembered for ever.
#include "net/transport/address_counts.hpp"

#include <gtest/gtest.h>

#include <boost/asio/ip/address_v4.hpp>
#include <vector>

namespace doorbuster::net {
namespace {

using boost::asio::ip::make_address;

TEST(AddressCounts, EachAddressHasItsOwn) {
  AddressCounts counts(1);
  const auto one = counts.take(make_address("192.0.2.1"));
  EXPECT_TRUE(one);
  EXPECT_FALSE(counts.take(make_address("192.0.2.1")));
  EXPECT_TRUE(counts.take(make_address("192.0.2.2")));
}

TEST(AddressCounts, APlaceGivenBackIsThereForTheNext) {
  AddressCounts counts(1);
  auto one = counts.take(make_address("192.0.2.1"));
  one->release();
  EXPECT_TRUE(counts.take(make_address("192.0.2.1")));
}

TEST(AddressCounts, AnIPv4AddressWrittenAsIPv6IsTheSame) {
  AddressCounts counts(1);
  const auto one = counts.take(make_address("192.0.2.1"));
  EXPECT_FALSE(counts.take(make_address("::ffff:192.0.2.1")));
  EXPECT_TRUE(counts.take(make_address("::ffff:192.0.2.2")));
}

TEST(AddressCounts, AnIPv6NetworkCountsAsOne) {
  AddressCounts counts(1);
  const auto one = counts.take(make_address("2001:db8:1:2::1"));
  EXPECT_FALSE(counts.take(make_address("2001:db8:1:2:ffff::9")));
  EXPECT_TRUE(counts.take(make_address("2001:db8:1:3::1")));
}

TEST(AddressCounts, WhoLeftIsForgotten) {
  AddressCounts counts(1);
  constexpr unsigned passers_by = 100'000;
  std::vector<Admission> who_stay;
  for (unsigned i = 0; i < passers_by; ++i) {
    auto place = counts.take(boost::asio::ip::address_v4(i));
    ASSERT_TRUE(place);
    if (i % 1'000 == 0) who_stay.push_back(std::move(*place));
  }
  EXPECT_LE(counts.remembered(), 2 * who_stay.size() + 64);
  for (unsigned i = 0; i < passers_by; i += 1'000) EXPECT_FALSE(counts.take(boost::asio::ip::address_v4(i)));
}

}  // namespace
}  // namespace doorbuster::net
