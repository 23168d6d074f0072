// How open files are shared out between connections and everything else.
#include "app/process/descriptor_limit.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

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

// How many descriptors the kernel's table has room for, as proc(5) says.
std::uint64_t room_for_descriptors() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "FDSize:") continue;
    std::uint64_t room = 0;
    status >> room;
    return room;
  }
  return 0;
}

TEST(DescriptorLimit, HasTheTableGrownBeforehand) {
  auto options = wanted;
  options.connections_max = 3'000;
  ASSERT_LT(room_for_descriptors(), 3'000u);
  ASSERT_TRUE(fit_descriptor_limit(options));
  EXPECT_GE(room_for_descriptors(), options.connections_max + options.refusals_max);
}

}  // namespace
}  // namespace doorbuster::app
