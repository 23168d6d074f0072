// The engine's clock: carried on by the monotonic clock, slewed towards wall time, never stepped.
#include "core/engine/clock.hpp"

#include <gtest/gtest.h>

namespace doorbuster::core {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t second_ns = 1'000'000'000;

struct SetTime final : TimeSource {
  std::int64_t wall = 1'000'000'000'000;
  std::int64_t monotonic = 5 * second_ns;
  std::int64_t wall_ms() override { return wall; }
  std::int64_t monotonic_ns() override { return monotonic; }

  void pass_ms(std::int64_t ms) {
    wall += ms;
    monotonic += ms * 1'000'000;
  }
};

TEST(EngineClock, StartsAtWallTimeAndKeepsPaceWithIt) {
  SetTime time;
  EngineClock clock(time, {});
  EXPECT_EQ(clock.now().ms, time.wall);
  time.pass_ms(1234);
  EXPECT_EQ(clock.now().ms, time.wall);
}

TEST(EngineClock, StartsNoEarlierThanTheLastEventOfARecoveredJournal) {
  SetTime time;
  EngineClock clock(time, {time.wall + hour_ms});
  EXPECT_EQ(clock.now().ms, time.wall + hour_ms);
}

TEST(EngineClock, NeverGoesBackWhenWallTimeIsSetBack) {
  SetTime time;
  EngineClock clock(time, {});
  auto last = clock.now();
  time.wall -= hour_ms;
  for (int i = 0; i < 100; ++i) {
    time.pass_ms(7);
    const auto now = clock.now();
    EXPECT_GE(now, last);
    last = now;
  }
}

TEST(EngineClock, DoesNotJumpWhenWallTimeIsSetAhead) {
  SetTime time;
  EngineClock clock(time, {});
  const auto before = clock.now();
  time.wall += hour_ms;
  time.pass_ms(1000);
  EXPECT_EQ(clock.now().ms, before.ms + 1100) << "a tenth faster, no more";
}

TEST(EngineClock, MeetsWallTimeAgainAfterAStep) {
  SetTime time;
  EngineClock clock(time, {});
  (void)clock.now();
  time.wall += 5'000;
  for (int i = 0; i < 60; ++i) {
    time.pass_ms(1000);
    (void)clock.now();
  }
  EXPECT_EQ(clock.now().ms, time.wall);
  time.wall -= 5'000;
  for (int i = 0; i < 60; ++i) {
    time.pass_ms(1000);
    (void)clock.now();
  }
  EXPECT_EQ(clock.now().ms, time.wall);
}

TEST(EngineClock, StandsStillWhenNoTimePasses) {
  SetTime time;
  EngineClock clock(time, {});
  const auto now = clock.now();
  time.wall += hour_ms;
  EXPECT_EQ(clock.now(), now);
}

}  // namespace
}  // namespace doorbuster::core
