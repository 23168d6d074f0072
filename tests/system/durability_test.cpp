// What outlives the process: killed, stopped in order, or ended because its journal could not be written.
#include <sys/resource.h>

#include <thread>

#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using namespace std::chrono_literals;

class Durability : public OwnServerTest {};

TEST_F(Durability, AKillLosesNothingThatWasAnswered) {
  start();
  open_lamps(10);
  const auto paid = text(place("a").json(), "order"), left = text(place("b").json(), "order");
  EXPECT_EQ(shop().pay(paid, "p", 19900).status, 200);
  EXPECT_EQ(shop().cancel(left).status, 200);
  EXPECT_EQ(place("c").status, 201);
  const auto before = world();
  server().kill();
  again();
  EXPECT_EQ(before, world());
}

TEST_F(Durability, AReplayAfterAKillHasTheSameBody) {
  start();
  open_lamps(10);
  const auto order = place("key");
  const auto id = text(order.json(), "order");
  const auto payment = shop().pay(id, "p", 19900);
  server().kill();
  again();
  const auto replay = place("key");
  EXPECT_EQ(replay.status, 201);
  EXPECT_EQ(replay.body, order.body);
  EXPECT_EQ(replay.field("idempotent-replayed"), "true");
  EXPECT_EQ(shop().pay(id, "p", 19900).body, payment.body);
  EXPECT_EQ(shop().adjust_stock("lamp", 10, "stock").field("idempotent-replayed"), "true");
  EXPECT_EQ(integer(shop().sku("lamp"), "received"), 10);
  EXPECT_EQ(shop().place({"sale", "another", {{"lamp"}}}, "key").status, 422);
}

TEST_F(Durability, AnOrderlyStopLosesNothingAndExitsWithZero) {
  start();
  open_lamps(10);
  EXPECT_EQ(place("a").status, 201);
  const auto before = world();
  EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
  again();
  EXPECT_EQ(before, world());
}

TEST_F(Durability, TheFingerprintIsTheSameLiveStoppedKilledAndReplayed) {
  start();
  open_lamps(100);
  for (int i = 0; i < 20; ++i) {
    const auto order = text(place("key" + std::to_string(i)).json(), "order");
    if (i % 3 == 0) {
      EXPECT_EQ(shop().pay(order, "p", 19900).status, 200);
    } else if (i % 3 == 1) {
      EXPECT_EQ(shop().cancel(order).status, 200);
    }
  }
  const auto live = support::fingerprint_of(data());
  server().kill();
  EXPECT_EQ(support::fingerprint_of(data()), live);
  again();
  EXPECT_EQ(support::fingerprint_of(data()), live);
  EXPECT_EQ(server().shut_down().exit_code, 0);
  EXPECT_EQ(support::fingerprint_of(data()), live);
  again();
  EXPECT_EQ(place("one-more").status, 201);
  EXPECT_NE(support::fingerprint_of(data()), live);
}

TEST_F(Durability, PositionsGoOnGrowingAfterARestart) {
  start();
  open_lamps(10);
  const auto before = std::stoll(place("a").field("x-journal-position"));
  server().kill();
  again();
  EXPECT_EQ(std::stoll(place("b").field("x-journal-position")), before + 1);
}

TEST_F(Durability, OrderIdsAreNotReusedAfterARestart) {
  start();
  open_lamps(10);
  const auto first = text(place("a").json(), "order");
  EXPECT_EQ(shop().cancel(first).status, 200);
  server().kill();
  again();
  EXPECT_NE(text(place("b").json(), "order"), first);
  EXPECT_EQ(text(shop().order(first), "status"), "cancelled");
}

TEST_F(Durability, HoldsThatFellDueWhileItWasDownEndAfterTheStart) {
  start();
  open_lamps(1, {.items = {{"lamp"}}, .hold_seconds = 1});
  const auto order = text(place("a").json(), "order");
  server().kill();
  std::this_thread::sleep_for(1100ms);
  again();
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  while (text(shop().order(order), "status") == "held" && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_EQ(text(shop().order(order), "status"), "expired");
  EXPECT_EQ(integer(shop().sku("lamp"), "available"), 1);
}

TEST_F(Durability, AWriteThatFailsEndsTheServersPromises) {
  start({"--journal-segment-mib", "4"});
  open_lamps(100'000, {.items = {{"lamp", 1}}});
  EXPECT_EQ(place("before").status, 201);
  // From here on the system refuses what the batch takes the journal to, as a full disk would.
  const rlimit refused{256u << 10, RLIM_INFINITY};
  ASSERT_EQ(prlimit(server().pid(), RLIMIT_FSIZE, &refused, nullptr), 0);
  boost::json::array entries;
  for (int i = 0; i < 8000; ++i) {
    auto entry = Order{"sale", "b" + std::to_string(i), {{"lamp"}}}.json();
    entry["key"] = "k" + std::to_string(i);
    entries.push_back(std::move(entry));
  }
  const auto body = boost::json::serialize(boost::json::object{{"orders", entries}});
  const auto reply = shop().send("POST", "/v1/orders/batch", body);
  EXPECT_EQ(reply.status, 503) << reply.body.substr(0, 300);
  EXPECT_EQ(text(reply.json(), "code"), "not_durable");
  EXPECT_TRUE(reply.has("retry-after"));
  const auto ending = server().wait();
  EXPECT_EQ(ending.exit_code, 6) << "signal " << ending.signal << "\n" << server().output();
  EXPECT_NE(server().output().find("journal could not be written"), std::string::npos) << server().output();

  again();
  EXPECT_EQ(place("before").field("idempotent-replayed"), "true");
  const auto results = list(shop().send("POST", "/v1/orders/batch", body).json(), "results");
  for (const auto& result : results) EXPECT_EQ(integer(result, "status"), 201);
  EXPECT_EQ(integer(shop().sku("lamp"), "held"), 8001);
}

TEST_F(Durability, ASecondProcessOnTheSameDirectoryIsRefused) {
  start();
  open_lamps(10);
  const auto before = support::fingerprint_of(data());
  const auto second = support::run_program(server().arguments());
  EXPECT_EQ(second.ending.exit_code, 4) << second.output;
  EXPECT_NE(second.output.find("data"), std::string::npos) << second.output;
  EXPECT_EQ(support::fingerprint_of(data()), before);
  EXPECT_EQ(place("a").status, 201);
}

TEST_F(Durability, TheStartSaysWhereItListensWhereItKeepsThingsHowAndForWhom) {
  start();
  const auto said = server().output();
  EXPECT_NE(said.find("http://127.0.0.1:" + std::to_string(server().port())), std::string::npos) << said;
  EXPECT_NE(said.find(data()), std::string::npos) << said;
  EXPECT_NE(said.find("DSYNC"), std::string::npos) << said;
  EXPECT_NE(said.find("no keys"), std::string::npos) << said;
}

TEST_F(Durability, WithoutKeysItListensOnLoopbackOnly) {
  const auto refused = support::run_program({"serve", "--data", data(), "--listen", "0.0.0.0:0"});
  EXPECT_EQ(refused.ending.exit_code, 3) << refused.output;
  EXPECT_NE(refused.output.find("loopback"), std::string::npos) << refused.output;
}

}  // namespace
}  // namespace doorbuster::system_tests
