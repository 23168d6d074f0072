// Traces that are remembered: by order and by key, each merchant's own, whole or not at all.
#include "net/trace/recent_traces.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace doorbuster::net {
namespace {

using inventory::KeyDigest;
using inventory::MerchantId;
using inventory::OrderNumber;

constexpr MerchantId merchant{3};

TraceContext trace(std::uint64_t n) { return {.trace_high = n, .trace_low = n, .parent = n, .sampled = true}; }

TEST(RecentTraces, AreThoseOfTheLastRequest) {
  RecentTraces traces;
  const auto order = TraceSubject::of(merchant, OrderNumber{7});
  const auto key = TraceSubject::of(merchant, KeyDigest{7, 7});
  EXPECT_EQ(traces.of(order), std::nullopt);
  traces.note(order, trace(1));
  traces.note(key, trace(2));
  EXPECT_EQ(traces.of(order), trace(1));
  EXPECT_EQ(traces.of(key), trace(2));
  traces.note(order, trace(3));
  EXPECT_EQ(traces.of(order), trace(3));
}

TEST(RecentTraces, AreEachMerchantsOwn) {
  RecentTraces traces;
  traces.note(TraceSubject::of(merchant, OrderNumber{7}), trace(1));
  traces.note(TraceSubject::of(merchant, KeyDigest{1, 2}), trace(1));
  EXPECT_EQ(traces.of(TraceSubject::of(MerchantId{4}, OrderNumber{7})), std::nullopt);
  EXPECT_EQ(traces.of(TraceSubject::of(MerchantId{4}, KeyDigest{1, 2})), std::nullopt);
  EXPECT_EQ(traces.of(TraceSubject::of(merchant, OrderNumber{8})), std::nullopt);
}

TEST(RecentTraces, AreForgottenForNewerOnesAndNeverMixedUp) {
  RecentTraces traces;
  constexpr std::uint64_t orders = 4 * RecentTraces::places;
  std::uint64_t known = 0;
  for (std::uint64_t n = 1; n <= orders; ++n) traces.note(TraceSubject::of(merchant, OrderNumber{n}), trace(n));
  for (std::uint64_t n = 1; n <= orders; ++n) {
    const auto found = traces.of(TraceSubject::of(merchant, OrderNumber{n}));
    if (!found) continue;
    ++known;
    EXPECT_EQ(*found, trace(n));
  }
  EXPECT_LE(known, RecentTraces::places);
  EXPECT_GT(known, RecentTraces::places / 2) << "orders in a row spread over the places";
  EXPECT_EQ(traces.of(TraceSubject::of(merchant, OrderNumber{orders})), trace(orders));
}

TEST(RecentTraces, AreReadWholeWhileOthersWrite) {
  RecentTraces traces;
  const auto subject = TraceSubject::of(merchant, OrderNumber{1});
  traces.note(subject, trace(1));
  std::atomic<bool> over{false};
  std::vector<std::jthread> writers;
  for (std::uint64_t writer = 0; writer < 2; ++writer) {
    writers.emplace_back([&, writer] {
      for (std::uint64_t n = 1; !over; ++n) {
        traces.note(subject, trace(2 * n + writer));
        if (n % 16 == 0) std::this_thread::yield();
      }
    });
  }
  for (int seen = 0; seen < 10'000;) {
    const auto found = traces.of(subject);
    if (!found) continue;
    ++seen;
    EXPECT_EQ(*found, trace(found->trace_high));
  }
  over = true;
}

}  // namespace
}  // namespace doorbuster::net
