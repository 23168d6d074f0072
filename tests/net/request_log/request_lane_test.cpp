// Which requests have a line, and what becomes of those for which there is no room.
#include "net/request_log/request_lane.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace doorbuster::net {
namespace {

constexpr std::int64_t ns_per_s = 1'000'000'000;

TEST(RequestLane, TakesAllWhereAllAreAskedFor) {
  NetMeters meters;
  RequestLane lane(1, 7, meters);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(lane.takes(200, false, 0));
}

TEST(RequestLane, TakesOneOfSoManyByChance) {
  NetMeters meters;
  RequestLane lane(100, 7, meters);
  int taken = 0;
  int taken_even = 0;
  for (int i = 0; i < 100'000; ++i) {
    if (!lane.takes(200, false, 0)) continue;
    ++taken;
    taken_even += i % 2 == 0;
  }
  EXPECT_NEAR(taken, 1000, 150);
  EXPECT_NEAR(taken_even, 500, 150) << "requests that take turns have the same chance";
}

TEST(RequestLane, TakesServerErrorsBesidesUpToABound) {
  NetMeters meters;
  RequestLane lane(1'000'000'000, 7, meters);
  EXPECT_FALSE(lane.takes(499, false, 0));
  std::uint32_t taken = 0;
  for (std::uint32_t i = 0; i < 2 * RequestLane::extras_per_second; ++i) taken += lane.takes(500, false, ns_per_s - 1);
  EXPECT_EQ(taken, RequestLane::extras_per_second);
  EXPECT_TRUE(lane.takes(503, false, ns_per_s)) << "the next second has its own";
}

TEST(RequestLane, TakesWhatIsTracedBesidesWithinTheSameBound) {
  NetMeters meters;
  RequestLane lane(1'000'000'000, 7, meters);
  EXPECT_TRUE(lane.takes(201, true, 0));
  std::uint32_t taken = 1;
  for (std::uint32_t i = 0; i < RequestLane::extras_per_second; ++i) taken += lane.takes(201, true, 0);
  EXPECT_EQ(taken, RequestLane::extras_per_second);
  EXPECT_FALSE(lane.takes(500, false, 0));
}

TEST(RequestLane, DropsAndCountsWhatFindsNoRoom) {
  NetMeters meters;
  const auto lane = std::make_unique<RequestLane>(1, 7, meters);
  for (std::size_t i = 0; i < RequestLane::records_max + 3; ++i) lane->put({.bytes = i});
  EXPECT_EQ(meters.request_log_dropped[log_queue_full].value(), 3U);
  std::uint64_t next = 0;
  EXPECT_EQ(lane->take(RequestLane::records_max + 3, [&](const RequestRecord& record) {
    EXPECT_EQ(record.bytes, next++);
  }), RequestLane::records_max);
}

TEST(RequestLane, HandsOverBetweenThreadsInOrder) {
  NetMeters meters;
  const auto lane = std::make_unique<RequestLane>(1, 7, meters);
  constexpr std::uint64_t records = 200'000;
  std::jthread io([&lane] {
    for (std::uint64_t i = 1; i <= records; ++i) lane->put({.bytes = i});
  });
  std::uint64_t taken = 0;
  std::uint64_t last = 0;
  while (taken + meters.request_log_dropped[log_queue_full].value() < records) {
    taken += lane->take(1000, [&](const RequestRecord& record) {
      EXPECT_GT(record.bytes, last);
      last = record.bytes;
    });
  }
}

}  // namespace
}  // namespace doorbuster::net
