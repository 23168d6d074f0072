// The server over real loopback sockets: framing, pipelining, keep-alive, order of answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "malformed_requests.hpp"
#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::batch_head;
using test::get;
using test::gets_a_place;
using test::longest_batch;
using test::put_sku;
using test::RunningServer;
using test::status_of_next;

// One server for all tests that leave it as it was.
class ServerOverSockets : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    running_ = std::make_unique<RunningServer>();
    running_->run_engine();
  }
  static void TearDownTestSuite() { running_.reset(); }
  static std::unique_ptr<RunningServer> running_;
  HttpClient client_{running_->port()};
};
std::unique_ptr<RunningServer> ServerOverSockets::running_;

TEST_F(ServerOverSockets, RefusesEveryMalformedRequestByItsStatusAndCloses) {
  for (const auto& row : test::malformed_requests()) {
    HttpClient client(running_->port());
    client.send(row.bytes);
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply) << row.name;
    EXPECT_EQ(reply->status, kind_of(row.code).status) << row.name;
    EXPECT_EQ(reply->field("content-type"), "application/problem+json") << row.name;
    EXPECT_EQ(reply->json().at("code").as_string(), kind_of(row.code).name) << row.name;
    EXPECT_EQ(reply->field("connection"), "close") << row.name;
    EXPECT_TRUE(client.closed_by_server()) << row.name;
  }
}

TEST_F(ServerOverSockets, AnswersWhatCameBeforeAMalformedRequestFirst) {
  client_.send(get("/livez") + put_sku("before") + "garbage\r\n\r\n" + get("/livez"));
  EXPECT_EQ(status_of_next(client_), 200);
  EXPECT_EQ(status_of_next(client_), 201);
  EXPECT_EQ(status_of_next(client_), 400);
  EXPECT_TRUE(client_.closed_by_server());
}

TEST_F(ServerOverSockets, KeepsAConnectionForTheNextRequest) {
  for (int i = 0; i < 3; ++i) {
    client_.send(get("/livez"));
    EXPECT_EQ(status_of_next(client_), 200);
  }
}

TEST_F(ServerOverSockets, ClosesWhenAsked) {
  for (const std::string fields : {"Connection: close\r\n", "Connection: keep-alive, close\r\n"}) {
    HttpClient client(running_->port());
    client.send(get("/livez", fields) + get("/livez"));
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->field("connection"), "close");
    EXPECT_TRUE(client.closed_by_server());
  }
}

TEST_F(ServerOverSockets, ServesHttp10AndCloses) {
  client_.send("GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const auto reply = client_.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->field("connection"), "close");
  EXPECT_TRUE(client_.closed_by_server());
}

TEST_F(ServerOverSockets, AnswersHeadWithTheLengthButWithoutTheBody) {
  client_.send("HEAD /livez HTTP/1.1\r\nHost: a\r\n\r\n" + get("/livez"));
  const auto head = client_.read_reply(true);
  const auto full = client_.read_reply();
  ASSERT_TRUE(head && full);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->field("content-length"), std::to_string(full->body.size()));
  EXPECT_TRUE(full->has("date"));
}

TEST_F(ServerOverSockets, AnswersPipelinedRequestsInOrder) {
  constexpr int requests = 200;
  std::string bytes;
  for (int i = 0; i < requests; ++i) {
    const auto name = "pipelined" + std::to_string(i);
    bytes += i % 3 == 0   ? put_sku(name)
             : i % 3 == 1 ? get("/v1/skus/pipelined" + std::to_string(i - 1))
                          : get("/nowhere");
  }
  client_.send(bytes);
  for (int i = 0; i < requests; ++i) {
    const auto reply = client_.read_reply();
    ASSERT_TRUE(reply) << i;
    EXPECT_EQ(reply->status, i % 3 == 0 ? 201 : i % 3 == 1 ? 200 : 404) << i;
    if (i % 3 == 1) {
      EXPECT_EQ(reply->json().at("sku").as_string(), "pipelined" + std::to_string(i - 1));
    }
  }
}

TEST_F(ServerOverSockets, ReadsRequestsCutAtAnyByte) {
  const std::string chunked =
      "PUT /v1/skus/cut HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\n{\"nam\r\na\r\ne\":\"Lamp\"}\r\n0\r\nX: y\r\n\r\n";
  const auto bytes = put_sku("cut") + chunked + get("/v1/skus/cut");
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    client_.send(bytes.substr(0, cut));
    if (cut % 16 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    client_.send(bytes.substr(cut));
    for (int i = 0; i < 3; ++i) {
      const auto reply = client_.read_reply();
      ASSERT_TRUE(reply) << "cut at " << cut;
      ASSERT_THAT(reply->status, testing::AnyOf(200, 201)) << "cut at " << cut;
    }
  }
}

TEST_F(ServerOverSockets, ReadsARequestThatComesByteByByte) {
  for (const char byte : put_sku("bytes")) client_.send(std::string_view(&byte, 1));
  EXPECT_EQ(status_of_next(client_), 201);
}

TEST_F(ServerOverSockets, AsksForABodyThatWaitsToBeAskedFor) {
  const auto request = put_sku("hundred", "Expect: 100-continue\r\n");
  const auto head_end = request.find("\r\n\r\n") + 4;
  client_.send(get("/livez") + request.substr(0, head_end));
  EXPECT_EQ(status_of_next(client_), 200);
  EXPECT_EQ(status_of_next(client_, true), 100);
  client_.send(request.substr(head_end));
  EXPECT_EQ(status_of_next(client_), 201);
}

TEST_F(ServerOverSockets, DoesNotAskForABodyThatIsTooLong) {
  client_.send("PUT /v1/skus/long HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65537\r\n\r\n");
  EXPECT_EQ(status_of_next(client_), 413);
  EXPECT_TRUE(client_.closed_by_server());
}

TEST_F(ServerOverSockets, TakesABatchAsLongAsItMayBe) {
  const std::string body = longest_batch();
  client_.send(batch_head(body.size()) + body);
  EXPECT_EQ(status_of_next(client_), 400);
  client_.send(batch_head(body.size() + 1));
  EXPECT_EQ(status_of_next(client_), 413);
}

TEST_F(ServerOverSockets, SurvivesClientsThatLeaveInTheMiddle) {
  for (const std::string bytes : {"GET /li", "PUT /v1/skus/a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"}) {
    HttpClient client(running_->port());
    client.send(bytes);
  }
  for (int i = 0; i < 20; ++i) {
    HttpClient client(running_->port());
    client.send(put_sku("left" + std::to_string(i)));
  }
  client_.send(get("/livez"));
  EXPECT_EQ(status_of_next(client_), 200);
}

TEST_F(ServerOverSockets, ServesManyConnectionsAtOnce) {
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<HttpClient>(running_->port()));
    clients.back()->send(put_sku("many" + std::to_string(i)) + get("/v1/skus/many" + std::to_string(i)));
  }
  for (const auto& client : clients) {
    EXPECT_EQ(status_of_next(*client), 201);
    EXPECT_EQ(status_of_next(*client), 200);
  }
}

TEST(Server, ListensOnNumericLoopbackAddressesOnly) {
  for (const std::string host : {"localhost", "0.0.0.0", "192.0.2.1", "::", ""}) {
    ServerOptions options;
    options.host = host;
    EXPECT_THROW(RunningServer{options}, std::runtime_error) << host;
  }
}

TEST(Server, TellsOverloadedWhenTheQueueIsFull) {
  RunningServer running({}, {.queue_commands = 4});
  HttpClient client(running.port());
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += put_sku("a") + get("/livez");
  client.send(bytes);
  for (int i = 0; i < 8; ++i) {
    const auto reply = client.read_reply();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 503);
    EXPECT_EQ(reply->json().at("code").as_string(), "overloaded");
    EXPECT_TRUE(reply->has("retry-after"));
    EXPECT_EQ(status_of_next(client), 200);
  }
  running.run_engine();
  client.send(get("/v1/skus/a"));
  EXPECT_EQ(status_of_next(client), 404) << "nothing of what was refused may have happened";
}

TEST(Server, TellsNotReadyWhenTheEngineStops) {
  RunningServer running;
  running.engine().request_stop();
  running.run_engine();
  HttpClient client(running.port());
  client.send(put_sku("a"));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 503);
  EXPECT_EQ(reply->json().at("code").as_string(), "not_ready");
}

TEST(Server, TellsOverloadedToConnectionsBeyondTheLimit) {
  ServerOptions options;
  options.connections_max = 2;
  RunningServer running(options);
  running.run_engine();
  HttpClient first(running.port()), second(running.port()), third(running.port());
  for (auto* client : {&first, &second}) {
    client->send(get("/livez"));
    EXPECT_EQ(status_of_next(*client), 200);
  }
  third.send(get("/livez"));
  EXPECT_EQ(status_of_next(third), 503);
  EXPECT_TRUE(third.closed_by_server());
  first.close();
  EXPECT_TRUE(gets_a_place(running.port())) << "the place of a connection that closed was not given to another";
}

}  // namespace
}  // namespace doorbuster::net
