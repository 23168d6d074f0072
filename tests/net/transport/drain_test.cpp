// How a server ends: what was received is answered, then all is closed.
#include <gtest/gtest.h>

#include <thread>

#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::put_sku;
using test::RunningServer;
using test::status_of_next;

constexpr std::chrono::seconds patience{20};

TEST(ServerDrain, AnswersWhatWasReceivedAndCloses) {
  RunningServer running;
  HttpClient client(running.port());
  client.send(put_sku("a") + get("/v1/skus/a"));
  running.wait_for_a_put();
  running.server().drain();
  running.run_engine();
  EXPECT_EQ(status_of_next(client), 201);
  const auto last = client.read_reply();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->status, 200);
  EXPECT_TRUE(client.closed_by_server());
  client.close();
  EXPECT_EQ(running.server().stop(patience), 0u);
}

TEST(ServerDrain, ClosesIdleConnectionsAndTakesNoMore) {
  RunningServer running;
  running.run_engine();
  HttpClient idle(running.port());
  idle.send(get("/livez"));
  EXPECT_EQ(status_of_next(idle), 200);
  running.server().drain();
  EXPECT_TRUE(idle.closed_by_server());
  running.server().stop(patience);
  HttpClient late(running.port());
  EXPECT_FALSE(late.send(get("/livez")) && late.read_reply());
}

TEST(ServerDrain, SaysThatItCloses) {
  RunningServer running;
  HttpClient client(running.port());
  client.send(put_sku("a"));
  running.wait_for_a_put();
  running.server().drain();
  client.send(get("/readyz"));
  running.run_engine();
  EXPECT_EQ(status_of_next(client), 201);
  const auto ready = client.read_reply();
  ASSERT_TRUE(ready) << "a request that came before the connection ended must be answered";
  EXPECT_EQ(ready->status, 503);
  EXPECT_EQ(ready->field("connection"), "close");
}

TEST(ServerDrain, EndsStreams) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  client.send(get("/v1/events", "Accept: text/event-stream\r\n"));
  const auto head = client.read_head();
  ASSERT_TRUE(head);
  running.server().drain();
  while (client.read_some(*head)) {
  }
  EXPECT_TRUE(client.closed_by_server());
}

TEST(ServerDrain, ForcesWhoDoesNotGo) {
  RunningServer running;
  HttpClient client(running.port());
  client.send(put_sku("a"));
  running.wait_for_a_put();
  std::thread engine_later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    running.run_engine();
  });
  EXPECT_GE(running.server().stop(std::chrono::milliseconds(0)), 1u);
  engine_later.join();
  EXPECT_TRUE(client.closed_by_server());
}

TEST(ServerDrain, StopsThoughNeverUsed) {
  RunningServer running;
  running.server().stop(patience);
  running.server().stop(patience);
}

}  // namespace
}  // namespace doorbuster::net
