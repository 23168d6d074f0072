// Many clients at one thing at the same moment: one key, one last unit, one hold, each decided once.
#include <gmock/gmock.h>

#include <algorithm>
#include <barrier>
#include <functional>
#include <thread>

#include "tests/system/audit.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr int clients = 8;

class Concurrency : public OwnServerTest {
 protected:
  // Each client does its part over a connection of its own, all beginning together; their answers.
  std::vector<Reply> at_once(const std::function<Reply(Storefront&, int)>& part) {
    std::vector<Reply> replies(clients);
    std::barrier together(clients);
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
      threads.emplace_back([&, i] {
        Storefront own(server().port());
        (void)own.get("/livez");
        together.arrive_and_wait();
        replies[static_cast<std::size_t>(i)] = part(own, i);
      });
    }
    threads.clear();
    return replies;
  }
  static bool any_of(const Ledger& ledger, const std::function<bool(const OrderAttempt&)>& property) {
    return std::any_of(ledger.orders.begin(), ledger.orders.end(), property);
  }
  static std::size_t with_status(const std::vector<Reply>& replies, int status) {
    return static_cast<std::size_t>(
        std::count_if(replies.begin(), replies.end(), [&](const auto& reply) { return reply.status == status; }));
  }
};

TEST_F(Concurrency, OneKeyMakesOneOrderHoweverManySendItTogether) {
  start();
  open_lamps(1000);
  for (int round = 0; round < 20; ++round) {
    const auto key = "key" + std::to_string(round);
    const auto replies = at_once([&](Storefront& own, int) { return own.place({"sale", "b", {{"lamp"}}}, key); });
    std::size_t originals = 0;
    for (const auto& reply : replies) {
      EXPECT_EQ(reply.status, 201) << reply.body;
      EXPECT_EQ(reply.body, replies[0].body);
      originals += reply.has("idempotent-replayed") ? 0u : 1u;
    }
    EXPECT_EQ(originals, 1u);
  }
  EXPECT_EQ(integer(shop().sku("lamp"), "held"), 20);
}

TEST_F(Concurrency, TheLastUnitsGoToExactlySoMany) {
  start();
  open_lamps(3);
  const auto replies = at_once([](Storefront& own, int i) {
    const auto name = std::to_string(i);
    return own.place({"sale", "buyer" + name, {{"lamp"}}}, "key" + name);
  });
  EXPECT_EQ(with_status(replies, 201), 3u);
  EXPECT_EQ(with_status(replies, 409), static_cast<std::size_t>(clients) - 3);
  EXPECT_EQ(integer(shop().sku("lamp"), "available"), 0);
}

TEST_F(Concurrency, ABuyerKnockingFromEverywhereStaysWithinTheLimit) {
  start();
  open_lamps(1000, {.items = {{"lamp", 1, {}, 2}}});
  const auto replies = at_once([](Storefront& own, int i) {
    return own.place({"sale", "b", {{"lamp"}}}, "key" + std::to_string(i));
  });
  EXPECT_EQ(with_status(replies, 201), 2u);
  EXPECT_EQ(integer(shop().sku("lamp"), "held"), 2);
}

TEST_F(Concurrency, AHoldEndsOnceThoughPaidAndCancelledTogether) {
  start();
  open_lamps(1000);
  for (int round = 0; round < 20; ++round) {
    const auto order = text(place("key" + std::to_string(round)).json(), "order");
    const auto replies = at_once([&](Storefront& own, int i) {
      return i % 2 == 0 ? own.pay(order, "p" + std::to_string(i), 19900) : own.cancel(order);
    });
    EXPECT_EQ(with_status(replies, 200), 1u);
  }
  EXPECT_EQ(integer(shop().sku("lamp"), "held"), 0);
}

TEST_F(Concurrency, AnOverloadedServerRefusesAndKeepsItsBooks) {
  start({"--queue-commands", "16"});
  const auto market = mixed_market("overload");
  open_market(shop(), market);
  Crowd crowd(market, server().port(), "overload", seed_of_this_run(), 8);
  ASSERT_TRUE(crowd.await_answers(1'000));
  const auto ledger = crowd.stop();
  EXPECT_TRUE(any_of(ledger, [](const auto& attempt) { return attempt.outcome == Outcome::acknowledged; }));
  EXPECT_TRUE(any_of(ledger, [](const auto& attempt) { return attempt.code == "overloaded"; }));
  EXPECT_THAT(audit_orders(shop(), market, ledger), IsEmpty());
  EXPECT_THAT(audit_books(shop(), market), IsEmpty());
}

TEST_F(Concurrency, ACrowdIsServedWhileOthersReadAndTheBooksBalance) {
  start();
  const auto market = mixed_market("crowd");
  open_market(shop(), market);
  Crowd crowd(market, server().port(), "crowd", seed_of_this_run(), 6);
  const auto deadline = std::chrono::steady_clock::now() + 1s;
  std::int64_t position = 0;
  while (std::chrono::steady_clock::now() < deadline) {
    const auto books = shop().sku("scarce");
    EXPECT_EQ(integer(books, "received"),
              integer(books, "available") + integer(books, "held") + integer(books, "sold"));
    EXPECT_EQ(shop().get("/metrics").status, 200);
    for (const auto& event : lines_of(shop().get("/v1/events?after=" + std::to_string(position)))) {
      EXPECT_EQ(integer(event, "position"), position + 1);
      position = integer(event, "position");
    }
  }
  ASSERT_TRUE(crowd.await_answers(200));
  const auto ledger = crowd.stop();
  EXPECT_THAT(audit_orders(shop(), market, ledger), IsEmpty());
  EXPECT_THAT(audit_books(shop(), market), IsEmpty());
  EXPECT_THAT(audit_feed(shop(), ledger), IsEmpty());
}

}  // namespace
}  // namespace doorbuster::system_tests
