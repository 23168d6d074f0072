// Buckets: what they let through over time, and what they forgive where there are too few of them.
#include "net/limits/rate_table.hpp"

#include <gtest/gtest.h>

#include <random>

namespace doorbuster::net {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t start = 1'000 * second;
constexpr std::uint64_t anna = 0x1234'5600'0000'0007;
constexpr std::uint64_t bert = 0x9876'5400'0000'0007;  // in Anna's set

Rate rate(std::uint32_t tokens, std::uint32_t burst, std::chrono::seconds per = std::chrono::seconds(1)) {
  return {tokens, per, burst};
}

// How many of so many requests at one time are let through.
int admitted(RateTable& table, std::uint64_t hash, std::int64_t now, int requests) {
  int count = 0;
  for (int i = 0; i < requests; ++i) count += table.take(hash, now).admitted;
  return count;
}

TEST(RateTable, LetsABurstThroughAndNoMore) {
  RateTable table(rate(10, 5), 8);
  EXPECT_EQ(admitted(table, anna, start, 100), 5);
  EXPECT_EQ(admitted(table, bert, start, 100), 5) << "another has a bucket of their own";
}

TEST(RateTable, RefillsAtItsRateUpToTheBurst) {
  RateTable table(rate(10, 5), 8);
  ASSERT_EQ(admitted(table, anna, start, 100), 5);
  EXPECT_EQ(admitted(table, anna, start + second / 10 - 1'000, 100), 0);
  EXPECT_EQ(admitted(table, anna, start + second / 10 + 1'000, 100), 1);
  EXPECT_EQ(admitted(table, anna, start + 4 * second / 10 + 1'000, 100), 3);
  EXPECT_EQ(admitted(table, anna, start + 3'600 * second, 100), 5);
}

TEST(RateTable, SaysWhatIsLeftAndHowLongToWait) {
  RateTable table(rate(2, 3), 8);
  const auto first = table.take(anna, start);
  EXPECT_EQ(first.remaining, 2u);
  EXPECT_EQ(first.wait_ns, 0);
  EXPECT_NEAR(static_cast<double>(first.full_ns), 0.5e9, 1e6);
  EXPECT_EQ(table.take(anna, start).remaining, 1u);
  EXPECT_EQ(table.take(anna, start).remaining, 0u);
  const auto refused = table.take(anna, start);
  EXPECT_FALSE(refused.admitted);
  EXPECT_EQ(refused.remaining, 0u);
  EXPECT_NEAR(static_cast<double>(refused.wait_ns), 0.5e9, 1e6);
  EXPECT_NEAR(static_cast<double>(refused.full_ns), 1.5e9, 1e6);
  EXPECT_TRUE(table.take(anna, start + refused.wait_ns + 1'000'000).admitted) << "who waits as told is let through";
}

TEST(RateTable, KeepsToItsRateOverALongTime) {
  for (const Rate& each : {rate(7, 3), rate(1'000, 1), rate(100'000, 100'000), rate(1, 1),
                           rate(5, 2, std::chrono::minutes(1)), rate(3, 3, std::chrono::hours(1))}) {
    RateTable table(each, 8);
    const std::int64_t step = each.per.count() * second / each.tokens / 3 + 1;  // asks three times as often as it may
    const int asked = 30'000;
    int let_through = 0;
    for (int i = 0; i < asked; ++i) let_through += table.take(anna, start + i * step).admitted;
    const double seconds = static_cast<double>(asked - 1) * static_cast<double>(step) / 1e9;
    const double most = each.burst + seconds * each.tokens / static_cast<double>(each.per.count());
    EXPECT_LE(let_through, most + 0.01);
    EXPECT_GT(let_through, std::min(most * 0.99 - 2, asked * 0.99));
  }
}

TEST(RateTable, ARefusalCostsNothing) {
  RateTable table(rate(1, 1), 8);
  ASSERT_EQ(admitted(table, anna, start, 1'000), 1);
  EXPECT_TRUE(table.take(anna, start + second + 1'000'000).admitted) << "however often it asked in between";
}

TEST(RateTable, BearsThreadsWhoseTimeIsBehind) {
  RateTable table(rate(10, 2), 8);
  ASSERT_EQ(admitted(table, anna, start, 10), 2);
  EXPECT_EQ(admitted(table, anna, start - second / 2, 10), 0) << "half a second behind is no new bucket";
  EXPECT_EQ(admitted(table, anna, start, 10), 0);
}

TEST(RateTable, ForgetsWhatIsLongAgoAtAnyTime) {
  // Wherever in its count of ticks the time stands: also where that begins anew.
  RateTable table(rate(1'000, 4), 8);
  const std::int64_t turn = (std::int64_t{1} << 40) / 1024 * (second / 1'000);
  for (std::int64_t time = turn - 5 * second; time < turn + 5 * second; time += second / 4) {
    EXPECT_EQ(admitted(table, anna, time, 10), 4) << time - turn;
  }
}

TEST(RateTable, BeginsAtTimeZero) {
  RateTable table(rate(10, 5), 8);
  EXPECT_EQ(admitted(table, anna, 0, 100), 5);
}

TEST(RateTable, ATagOfZeroIsAnOwnerToo) {
  RateTable table(rate(10, 5), 8);
  EXPECT_EQ(admitted(table, 7, start, 100), 5);
}

TEST(RateTable, WhereASetIsFullTheOneWhoAskedForLeastIsForgotten) {
  RateTable table(rate(1, 10), 1);
  const auto owner = [](std::uint64_t n) { return (n + 1) << 48; };
  for (std::uint64_t n = 0; n < RateTable::set_buckets; ++n) {
    ASSERT_EQ(admitted(table, owner(n), start, static_cast<int>(n) + 2), static_cast<int>(n) + 2);
  }
  ASSERT_EQ(admitted(table, owner(100), start, 10), 10) << "one more";
  for (std::uint64_t n = 1; n < RateTable::set_buckets; ++n) {
    EXPECT_EQ(table.take(owner(n), start).remaining, 10 - (n + 2) - 1) << "owner " << n << " is remembered";
  }
  EXPECT_FALSE(table.take(owner(100), start).admitted);
}

TEST(RateTable, OverflowNeverLimitsWhoIsWithinTheirRate) {
  // 64 buckets, and a crowd of 10,000 that could fill them all many times, among whom one asks at full speed.
  RateTable table(rate(5, 5), 8);
  std::mt19937_64 random(1);
  const std::uint64_t bot = random();
  int bot_let_through = 0;
  std::int64_t now = start;
  for (int i = 0; i < 10'000; ++i, now += second / 10'000) {
    EXPECT_TRUE(table.take(random(), now).admitted);
    for (int more = 0; more < 10; ++more) bot_let_through += table.take(bot, now).admitted;
  }
  EXPECT_LE(bot_let_through, 5 + 5 + 1) << "who asks most is remembered";
}

}  // namespace
}  // namespace doorbuster::net
