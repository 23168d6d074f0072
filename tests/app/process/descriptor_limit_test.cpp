// How open files are shared out between connections and everything else.
#include "app/process/descriptor_limit.hpp"

#include <gtest/gtest.h>

namespace doorbuster::app {
namespace {

const net::ServerOptions wanted{.io_threads = 2, .connections_max = 1'000, .refusals_max = 100};

TEST(DescriptorLimit, GivesWhatIsWantedWhereThereIsEnough) {
  const auto share = share_of_connections(2'000, wanted);
  ASSERT_TRUE(share);
  EXPECT_EQ(share->connections, 1'000u);
  EXPECT_EQ(share->refusals, 100u);
}

TEST(DescriptorLimit, NeverGivesAwayWhatIsReserved) {
  const auto reserved = [](std::uint64_t limit) {
    const auto share = share_of_connections(limit, wanted);
    return share ? limit - share->connections - share->refusals : limit;
  };
  for (std::uint64_t limit = 0; limit < 2'000; ++limit) {
    EXPECT_GE(reserved(limit), std::min<std::uint64_t>(limit, 40)) << limit;
  }
  EXPECT_FALSE(share_of_connections(40, wanted));
}

TEST(DescriptorLimit, LeavesMostOfLittleToThoseWhoAreServed) {
  const auto share = share_of_connections(64, wanted);
  ASSERT_TRUE(share);
  EXPECT_EQ(share->connections, 12u);
  EXPECT_EQ(share->refusals, 4u);
}

}  // namespace
}  // namespace doorbuster::app
