// Deadlines: who is slow is told or closed. The configured times are tiny; no test depends on how tiny.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <thread>

#include "core/files/descriptor.hpp"
#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::gets_a_place;
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

// Connects with a buffer so small that the server soon can't send more.
core::Descriptor connect_to_read_slowly(std::uint16_t port) {
  core::Descriptor client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int little = 4'096;
  setsockopt(client.get(), SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
  sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {}, .sin_zero = {}};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("can't connect");
  }
  return client;
}

// Its answer is one of 2 MB, most of which the server itself has to keep: a problem for each of its orders.
std::string batch_of_nothing() {
  std::string body = "{\"orders\":[{}";
  for (int i = 1; i < 8'192; ++i) body += ",{}";
  body += "]}";
  return test::batch_head(body.size()) + body;
}

TEST(Deadlines, OfAnAnswerAreNotPutOffByTakingItInDrips) {
  ServerOptions options;
  options.write_deadline = options.idle_deadline = std::chrono::seconds(1);
  RunningServer running(options);
  running.run_engine();
  const auto client = connect_to_read_slowly(running.port());
  const auto request = batch_of_nothing();
  ASSERT_EQ(send(client.get(), request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
  char drip[256];  // so little that the answer takes longer than its deadline, and so much that it always goes on
  ssize_t taken = 0;
  std::size_t all = 0;
  while ((taken = recv(client.get(), drip, sizeof drip, 0)) > 0 && all < (16u << 20)) {
    all += static_cast<std::size_t>(taken);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(taken, -1) << "the system still keeps answers for it after " << all << " bytes";
  EXPECT_EQ(errno, ECONNRESET);
  HttpClient watcher(running.port());
  const auto metrics = watcher.get("/metrics");
  ASSERT_TRUE(metrics);
  EXPECT_NE(metrics->body.find("connection_timeouts_total{deadline=\"write\"} 1"), std::string::npos);
}

TEST(Deadlines, OfABodyAreNotPutOffByDripping) {
  ServerOptions options;
  options.body_deadline = std::chrono::milliseconds(200);
  RunningServer running(options);
  HttpClient client(running.port(), std::chrono::milliseconds(10));
  client.send("PUT /v1/skus/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n");
  for (int i = 0; i < 3000; ++i) {
    client.send(" ");
    if (const auto reply = client.read_reply()) {
      EXPECT_EQ(reply->status, 408);
      return;
    }
  }
  FAIL() << "never timed out";
}

TEST(Deadlines, OfIdleConnectionsEndSoonerWhereTheyTakeThePlaceOfOthers) {
  RunningServer running({.connections_max = 4});
  std::array<HttpClient, 4> idle{HttpClient(running.port()), HttpClient(running.port()), HttpClient(running.port()),
                                 HttpClient(running.port())};
  for (auto& client : idle) {
    client.send(get("/livez"));
    EXPECT_EQ(status_of_next(client), 200);
  }
  EXPECT_TRUE(gets_a_place(running.port())) << "idle connections kept all places";
}

}  // namespace
}  // namespace doorbuster::net
