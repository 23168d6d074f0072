// What happens at the server's bounds: a full queue, slow clients, too many streams.
#include "tests/system/own_server_test.hpp"
#include "tests/system/problem_check.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;

class Bounds : public OwnServerTest {};

TEST_F(Bounds, WhatTheQueueHasNoRoomForIsRefusedAtOnceAndChangesNothing) {
  start({"--queue-commands", "16"});
  open_lamps(1000);
  boost::json::array entries;
  for (int i = 0; i < 100; ++i) {
    auto entry = Order{"sale", "b", {{"lamp"}}}.json();
    entry["key"] = "k" + std::to_string(i);
    entries.push_back(std::move(entry));
  }
  const auto before = world();
  const auto fingerprint = support::fingerprint_of(data());
  const auto reply =
      shop().send("POST", "/v1/orders/batch", boost::json::serialize(boost::json::object{{"orders", entries}}));
  EXPECT_TRUE(is_problem(reply, 503, "overloaded"));
  EXPECT_EQ(before, world());
  EXPECT_EQ(fingerprint, support::fingerprint_of(data()));
  EXPECT_EQ(place("after").status, 201) << "the queue has room again";
}

TEST_F(Bounds, AHeadThatDoesNotComeTimesOut) {
  start({"--head-deadline-seconds", "1"});
  HttpClient client(server().port());
  ASSERT_TRUE(client.send("GET /livez HTTP/1.1\r\nHost:"));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(is_problem(*reply, 408, ""));
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(Bounds, ABodyThatDoesNotComeTimesOutAndChangesNothing) {
  start({"--body-deadline-seconds", "1"});
  HttpClient client(server().port());
  ASSERT_TRUE(
      client.send("PUT /v1/skus/lamp HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                  "Content-Length: 12\r\n\r\n{\"name\":"));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_TRUE(is_problem(*reply, 408, ""));
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_EQ(shop().get("/v1/skus/lamp").status, 404);
}

TEST_F(Bounds, AnIdleConnectionIsClosed) {
  start({"--idle-deadline-seconds", "1"});
  HttpClient client(server().port());
  ASSERT_TRUE(client.get("/livez"));
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(Bounds, SettingsOfBodySizesAreKept) {
  start({"--max-body-bytes", "1024"});
  const std::string body = R"({"name":"n"})" + std::string(1024, ' ');
  EXPECT_TRUE(is_problem(shop().send("PUT", "/v1/skus/lamp", body), 413, "body_too_large"));
}

}  // namespace
}  // namespace doorbuster::system_tests
