// The promise itself: the real server is killed under load, again and again over one data directory, and everything
// that was acknowledged is there afterwards, exactly once.
#include <gmock/gmock.h>

#include <random>
#include <thread>

#include "tests/support/scratch_directory.hpp"
#include "tests/support/server_process.hpp"
#include "tests/system/audit.hpp"
#include "tests/system/crowd.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::IsEmpty;

constexpr unsigned clients = 12;
// A round is killed so long at most after so many answers.
constexpr std::size_t answers_a_round = 60;
constexpr int kill_after_ms_max = 400;

TEST(Crash, EverythingAcknowledgedOutlivesTwentyKillsUnderLoad) {
  const auto seed = seed_of_this_run();
  std::mt19937_64 random(seed);
  const support::ScratchDirectory scratch;
  // Small segments, so that kills also meet the step from one to the next.
  support::ServerProcess server(scratch.path() / "data", {"--journal-segment-mib", "4"});
  server.start();
  const auto market = mixed_market("crash");
  {
    Storefront shop(server.port());
    open_market(shop, market);
  }
  Ledger ledger;
  std::size_t unknown = 0;
  for (int round = 0; round < DOORBUSTER_CRASH_ROUNDS; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    Crowd crowd(market, server.port(), "round" + std::to_string(round), random(), clients);
    ASSERT_TRUE(crowd.await_answers(answers_a_round));
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % kill_after_ms_max));
    server.kill();
    auto known = crowd.wait();
    for (const auto& attempt : known.orders) unknown += attempt.outcome == Outcome::unknown ? 1 : 0;
    ledger.take(std::move(known));
    server.start();
    Storefront shop(server.port());
    ASSERT_THAT(resolve_unknown(shop, market, ledger), IsEmpty());
    ASSERT_THAT(audit_orders(shop, market, ledger), IsEmpty());
    ASSERT_THAT(audit_books(shop, market), IsEmpty());
  }
  Storefront shop(server.port());
  EXPECT_THAT(audit_feed(shop, ledger), IsEmpty());
  std::size_t acknowledged = 0;
  for (const auto& attempt : ledger.orders) acknowledged += attempt.outcome == Outcome::acknowledged ? 1 : 0;
  std::printf("%zu orders attempted, %zu accepted, %zu cut off by a kill, %zu payments, %zu cancellations\n",
              ledger.orders.size(), acknowledged, unknown, ledger.payments.size(), ledger.cancels.size());
  EXPECT_GT(acknowledged, 100u) << "the load was no load";
  EXPECT_EQ(server.shut_down().exit_code, 0) << server.output();
}

}  // namespace
}  // namespace doorbuster::system_tests
