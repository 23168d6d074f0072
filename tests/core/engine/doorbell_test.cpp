// The doorbell: whoever rings wakes whoever sleeps, and no ring is lost.
#include "core/engine/doorbell.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace doorbuster::core {
namespace {

constexpr std::chrono::milliseconds for_ever{60'000};  // a test that sleeps this long has failed by its time-out

TEST(Doorbell, DoesNotSleepWhenItWasRungSinceTheLook) {
  Doorbell bell;
  const auto seen = bell.rings();
  bell.ring();
  bell.sleep(seen, -1, for_ever);
}

TEST(Doorbell, SleepsOutItsTimeWhenNobodyRings) {
  Doorbell bell;
  bell.sleep(bell.rings(), -1, std::chrono::milliseconds{1});
}

TEST(Doorbell, NeverLosesARing) {
  constexpr int rounds = 20'000;
  Doorbell bell;
  std::atomic<int> put{0};
  std::thread ringer([&] {
    for (int i = 0; i < rounds; ++i) {
      put.fetch_add(1);
      bell.ring();
    }
  });
  for (int taken = 0; taken < rounds;) {
    const auto seen = bell.rings();
    if (const int now = put.load(); now > taken) {
      taken = now;
    } else {
      bell.sleep(seen, -1, for_ever);
    }
  }
  ringer.join();
}

}  // namespace
}  // namespace doorbuster::core
