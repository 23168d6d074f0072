// Deadlines: who is slow is told or closed. The configured times are tiny; no test depends on how tiny.
#include <gtest/gtest.h>

#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::RunningServer;
using test::status_of_next;

constexpr std::chrono::milliseconds tiny{20};

TEST(Deadlines, TellWhoseHeadIsSlow) {
  ServerOptions options;
  options.head_deadline = tiny;
  RunningServer running(options);
  HttpClient client(running.port());
  client.send(get("/livez") + "GET /live");
  EXPECT_EQ(status_of_next(client), 200);
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 408);
  EXPECT_EQ(reply->json().at("code").as_string(), "request_timeout");
  EXPECT_TRUE(client.closed_by_server());
}

TEST(Deadlines, AreNotPutOffByDripping) {
  ServerOptions options;
  options.head_deadline = std::chrono::milliseconds(200);
  RunningServer running(options);
  HttpClient client(running.port(), std::chrono::milliseconds(10));
  client.send("GET /livez HTTP/1.1\r\nX: ");
  for (int i = 0; i < 3000; ++i) {
    client.send("x");
    if (const auto reply = client.read_reply()) {
      EXPECT_EQ(reply->status, 408);
      return;
    }
  }
  FAIL() << "never timed out";
}

TEST(Deadlines, TellWhoseBodyIsSlow) {
  ServerOptions options;
  options.body_deadline = tiny;
  RunningServer running(options);
  HttpClient client(running.port());
  client.send("PUT /v1/skus/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
  EXPECT_EQ(status_of_next(client), 408);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(Deadlines, CloseIdleConnectionsWithoutAWord) {
  ServerOptions options;
  options.idle_deadline = tiny;
  RunningServer running(options);
  HttpClient client(running.port());
  client.send(get("/livez"));
  EXPECT_EQ(status_of_next(client), 200);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(Deadlines, CloseOnWhoDoesNotTakeItsAnswers) {
  ServerOptions options;
  options.write_deadline = tiny;
  RunningServer running(options);
  running.run_engine();
  HttpClient client(running.port(), std::chrono::milliseconds(2000));
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += get("/metrics");
  bool closed = false;
  for (int i = 0; i < 10'000 && !closed; ++i) closed = !client.send(requests);
  EXPECT_TRUE(closed);
}

}  // namespace
}  // namespace doorbuster::net
