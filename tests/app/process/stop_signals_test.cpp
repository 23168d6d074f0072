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

}  // namespace
}  // namespace doorbuster::app
