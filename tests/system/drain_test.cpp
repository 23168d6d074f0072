// SIGTERM in the middle of everything: what was received is finished and answered, the rest was never begun.
#include <gmock/gmock.h>

#include <csignal>
#include <thread>

#include "tests/system/audit.hpp"
#include "tests/system/crowd.hpp"
#include "tests/system/own_server_test.hpp"
#include "tests/system/problem_check.hpp"

namespace doorbuster::system_tests {
namespace {

using ::testing::IsEmpty;
using namespace std::chrono_literals;

class Drain : public OwnServerTest {};

TEST_F(Drain, UnderLoadEverythingReceivedIsAnsweredAndNothingElseIsDone) {
  start();
  const auto market = mixed_market("drain");
  open_market(shop(), market);
  Crowd crowd(market, server().port(), "drain", seed_of_this_run(), 4);
  ASSERT_TRUE(crowd.await_answers(200));
  const auto ending = server().shut_down();
  EXPECT_EQ(ending.exit_code, 0) << "signal " << ending.signal << "\n" << server().output();
  EXPECT_EQ(server().output().find("cut off"), std::string::npos) << server().output();
  auto ledger = crowd.wait();
  const auto stopped = support::fingerprint_of(data());
  again();
  EXPECT_EQ(support::fingerprint_of(data()), stopped);
  // A request without an answer was not received: its key is free, its order as it was.
  for (auto& attempt : ledger.orders) {
    if (attempt.outcome == Outcome::unknown) {
      EXPECT_FALSE(shop().place(attempt.order, attempt.key).has("idempotent-replayed")) << attempt.key;
    }
  }
  for (const auto& attempt : ledger.payments) {
    if (attempt.outcome == Outcome::unknown) {
      EXPECT_EQ(text(shop().order(attempt.order), "status"), "held");
    }
  }
  for (const auto& attempt : ledger.cancels) {
    if (attempt.outcome == Outcome::unknown) {
      EXPECT_EQ(text(shop().order(attempt.order), "status"), "held");
    }
  }
  EXPECT_THAT(resolve_unknown(shop(), market, ledger), IsEmpty());
  EXPECT_THAT(audit_orders(shop(), market, ledger), IsEmpty());
  EXPECT_THAT(audit_books(shop(), market), IsEmpty());
  EXPECT_THAT(audit_feed(shop(), ledger), IsEmpty());
}

// A client who asks for more than the sockets between hold, then for /readyz, and does not take it: its connection
// stays open however long the server drains.
class Glutton {
 public:
  explicit Glutton(std::uint16_t port) : http_(port) {
    http_.hold_little();
    EXPECT_TRUE(http_.get("/livez"));  // so that it has been accepted
    std::string requests;
    for (int i = 0; i < asked; ++i) requests += "GET /openapi.json HTTP/1.1\r\nHost: h\r\n\r\n";
    EXPECT_TRUE(http_.send(requests + "GET /readyz HTTP/1.1\r\nHost: h\r\n\r\n"));
  }
  // Takes all; the last answer.
  [[nodiscard]] support::Reply eat() {
    for (int i = 0; i < asked; ++i) EXPECT_EQ(http_.read_reply().value().status, 200);
    return http_.read_reply().value();
  }

 private:
  static constexpr int asked = 250;
  support::HttpClient http_;
};

void await_text(const support::ServerProcess& server, std::string_view text) {
  while (server.output().find(text) == std::string::npos) std::this_thread::sleep_for(10ms);
}

TEST_F(Drain, MeanwhileItIsNotReadyAndSaysSo) {
  start();
  Glutton glutton(server().port());
  server().send(SIGTERM);
  await_text(server(), "draining");
  while (support::HttpClient(server().port()).get("/livez")) std::this_thread::sleep_for(10ms);
  const auto ready = glutton.eat();
  EXPECT_TRUE(is_problem(ready, 503, "not_ready"));
  EXPECT_EQ(ready.field("connection"), "close");
  EXPECT_EQ(server().wait().exit_code, 0) << server().output();
  EXPECT_EQ(server().output().find("cut off"), std::string::npos) << server().output();
}

TEST_F(Drain, OutOfPatienceItSaysHowManyItCutOff) {
  start({"--drain-seconds", "1"});
  const Glutton glutton(server().port());
  EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
  EXPECT_NE(server().output().find("1 connections were cut off"), std::string::npos) << server().output();
}

TEST_F(Drain, ABatchThatWasReceivedIsAnsweredWhole) {
  start();
  open_lamps(8192);
  boost::json::array entries;
  for (int i = 0; i < 8192; ++i) {
    auto entry = Order{"sale", "b", {{"lamp"}}}.json();
    entry["key"] = "k" + std::to_string(i);
    entries.push_back(std::move(entry));
  }
  support::HttpClient client(server().port());
  ASSERT_TRUE(client.send(support::HttpClient::render(
      "POST", "/v1/orders/batch", boost::json::serialize(boost::json::object{{"orders", entries}}), {})));
  server().send(SIGTERM);
  const auto reply = client.read_reply();
  EXPECT_EQ(server().wait().exit_code, 0) << server().output();
  again();
  const auto held = integer(shop().sku("lamp"), "held");
  if (reply && reply->status == 200) {
    EXPECT_EQ(list(reply->json(), "results").size(), entries.size());
    EXPECT_EQ(held, 8192);
  } else {
    EXPECT_EQ(held, 0) << "without an answer nothing may have been done";
  }
}

TEST_F(Drain, OpenEventStreamsDoNotHoldItUp) {
  start();
  open_lamps(1);
  support::HttpClient stream(server().port());
  ASSERT_TRUE(stream.send("GET /v1/events HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n"));
  ASSERT_TRUE(stream.read_head());
  EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
}

TEST_F(Drain, IdleConnectionsDoNotHoldItUp) {
  start();
  support::HttpClient idle(server().port());
  ASSERT_TRUE(idle.get("/livez"));
  EXPECT_EQ(server().shut_down().exit_code, 0) << server().output();
}

}  // namespace
}  // namespace doorbuster::system_tests
