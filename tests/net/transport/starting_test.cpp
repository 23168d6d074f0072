// Before open(): the server listens and has no engine yet.
#include <gmock/gmock.h>

#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using support::Reply;
using test::get;
using test::put_sku;
using test::RunningServer;
using test::status_of_next;
using testing::HasSubstr;

RunningServer starting_server(ServerOptions options = {}) {
  return RunningServer(std::move(options), {}, test::Opens::when_told);
}

void expect_not_ready(const std::optional<Reply>& reply) {
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 503);
  EXPECT_EQ(reply->field("content-type"), "application/problem+json");
  EXPECT_THAT(reply->body, HasSubstr("\"not_ready\""));
  EXPECT_EQ(reply->field("retry-after"), "1");
}

TEST(ServerStarting, IsAliveAndNotReady) {
  auto running = starting_server();
  HttpClient client(running.port());
  const auto alive = client.get("/livez");
  ASSERT_TRUE(alive);
  EXPECT_EQ(alive->status, 200);
  expect_not_ready(client.get("/readyz"));
}

TEST(ServerStarting, TellsAllElseAtOnceWhateverItIs) {
  auto running = starting_server();
  HttpClient client(running.port());
  for (const auto* target : {"/v1/skus/lamp", "/v1/events", "/metrics", "/openapi.json", "/", "/nothing-here"}) {
    expect_not_ready(client.get(target));
  }
  expect_not_ready(client.request("PUT", "/v1/skus/lamp", "not even JSON"));
  expect_not_ready(client.request("POST", "/v1/orders/batch", std::string(1u << 20, ' ')));
  expect_not_ready(client.request("OPTIONS", "/livez"));
}

TEST(ServerStarting, StillReadsHttpInOneWayOnly) {
  auto running = starting_server();
  HttpClient client(running.port());
  client.send("GET /livez HTTP/1.1\r\n\r\n");
  EXPECT_EQ(status_of_next(client), 400);
  EXPECT_TRUE(client.closed_by_server());
}

TEST(ServerStarting, OpensToConnectionsThatItHasAlready) {
  auto running = starting_server();
  HttpClient idle(running.port()), halfway(running.port()), pipelining(running.port());
  const std::string put = put_sku("a");
  idle.send(get("/readyz"));
  EXPECT_EQ(status_of_next(idle), 503);
  halfway.send(put.substr(0, put.size() / 2));
  pipelining.send(put_sku("b") + put_sku("c") + get("/livez"));
  for (const int expected : {503, 503, 200}) EXPECT_EQ(status_of_next(pipelining), expected);

  running.open();
  running.run_engine();
  while (HttpClient(running.port()).get("/readyz")->status != 200) {
  }
  halfway.send(put.substr(put.size() / 2));
  EXPECT_EQ(status_of_next(halfway), 201);
  idle.send(get("/v1/skus/a") + get("/v1/skus/b"));
  EXPECT_EQ(status_of_next(idle), 200);
  EXPECT_EQ(status_of_next(idle), 404);
  pipelining.send(put_sku("b") + get("/v1/events"));
  EXPECT_EQ(status_of_next(pipelining), 201);
  EXPECT_EQ(status_of_next(pipelining), 200);
}

TEST(ServerStarting, IsBoundedAsEver) {
  auto running = starting_server({.connections_max = 1});
  HttpClient first(running.port()), second(running.port());
  first.send(get("/livez"));
  EXPECT_EQ(status_of_next(first), 200);
  const auto refused = second.get("/livez");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  EXPECT_THAT(refused->body, HasSubstr("overloaded"));
}

TEST(ServerStarting, StopsThoughItNeverOpened) {
  auto running = starting_server();
  HttpClient client(running.port());
  client.send(get("/readyz"));
  EXPECT_EQ(status_of_next(client), 503);
  EXPECT_EQ(running.server().stop(std::chrono::seconds(20)), 0u);
  EXPECT_TRUE(client.closed_by_server());
}

}  // namespace
}  // namespace doorbuster::net
