// Threads that race for buckets.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "net/limits/rate_table.hpp"

namespace doorbuster::net {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr int threads = 4;

// Runs `each(thread)` on so many threads that begin together.
template <class Each>
void race(Each&& each) {
  std::latch begin(threads);
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      begin.arrive_and_wait();
      each(thread);
    });
  }
  for (auto& thread : running) thread.join();
}

TEST(RateTableThreads, TogetherGetABurstAndNoMore) {
  for (int round = 0; round < 200; ++round) {
    RateTable table({10, std::chrono::seconds(1), 100}, 1);
    std::atomic<int> admitted = 0;
    race([&](int) {
      int mine = 0;
      for (int i = 0; i < 100; ++i) mine += table.take(std::uint64_t{7} << 40, second).admitted;
      admitted += mine;
    });
    ASSERT_EQ(admitted, 100);
  }
}

TEST(RateTableThreads, KeepToTheRateWhileTimeGoesOn) {
  RateTable table({1'000, std::chrono::seconds(1), 50}, 1);
  // In all less than a second, so that no thread falls further behind than the table allows for, however long it waits.
  constexpr std::int64_t step = 5'000;
  constexpr int asked = 20'000;
  std::atomic<std::int64_t> time = second;
  std::atomic<int> admitted = 0;
  race([&](int) {
    int mine = 0;
    for (int i = 0; i < asked; ++i) mine += table.take(std::uint64_t{7} << 40, time.fetch_add(step)).admitted;
    admitted += mine;
  });
  const std::int64_t elapsed_ms = threads * asked * step / 1'000'000;
  EXPECT_LE(admitted, 50 + elapsed_ms + 1);
  EXPECT_GE(admitted, elapsed_ms - 50);
}

TEST(RateTableThreads, NeverTakeFromEachOthersBuckets) {
  // One set, and an owner for each thread: nobody is refused what is their own, and nobody gets more.
  RateTable table({1, std::chrono::seconds(1), 1'000}, 1);
  std::array<int, threads> admitted{};
  race([&](int thread) {
    int mine = 0;
    for (int i = 0; i < 2'000; ++i) mine += table.take(static_cast<std::uint64_t>(thread + 1) << 40, second).admitted;
    admitted[static_cast<std::size_t>(thread)] = mine;
  });
  for (const int each : admitted) EXPECT_EQ(each, 1'000);
}

}  // namespace
}  // namespace doorbuster::net
