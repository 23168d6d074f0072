// Signals as things to wait for.
#include "app/process/stop_signals.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

namespace doorbuster::app {
namespace {

using namespace std::chrono_literals;

TEST(StopSignals, GiveTheSignalThatCame) {
  StopSignals signals;
  EXPECT_EQ(signals.wait(0ms), std::nullopt);
  kill(getpid(), SIGTERM);
  EXPECT_EQ(signals.wait(60s), "SIGTERM");
  kill(getpid(), SIGINT);
  EXPECT_EQ(signals.wait(60s), "SIGINT");
  EXPECT_EQ(signals.wait(0ms), std::nullopt);
}

TEST(StopSignals, BecomeAStopRequest) {
  const StopOnSignal stop;
  EXPECT_FALSE(stop.token().stop_requested());
  kill(getpid(), SIGTERM);
  while (!stop.token().stop_requested()) std::this_thread::sleep_for(1ms);
}

// Else who asked for an audit by the first Ctrl-C would have to wait for its end.
TEST(StopSignals, EndTheProcessTheSecondTime) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  for (const int signal : {SIGINT, SIGTERM}) {
    const auto twice = [signal] {
      const StopOnSignal stop;
      kill(getpid(), signal);
      while (!stop.token().stop_requested()) std::this_thread::sleep_for(1ms);
      kill(getpid(), signal);
      std::this_thread::sleep_for(60s);
    };
    EXPECT_EXIT(twice(), testing::KilledBySignal(signal), "");
  }
}

}  // namespace
}  // namespace doorbuster::app
