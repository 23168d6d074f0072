// What a server tells its request log: each request by its route, and how it was answered.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <vector>

#include "keyed_server.hpp"

namespace doorbuster::net {
namespace {

using boost::json::object;
using support::HttpClient;
using test::RunningServer;
using test::status_of_next;

struct RequestLogged : ::testing::Test {
  ServerOptions options() {
    ServerOptions options;
    options.request_log = path;
    return options;
  }
  // Of a server that has ended.
  std::vector<object> lines() const {
    std::ifstream file(path);
    std::vector<object> all;
    for (std::string line; std::getline(file, line);) all.push_back(boost::json::parse(line).as_object());
    return all;
  }

  support::ScratchDirectory scratch;
  std::string path = (scratch.path() / "requests.log").string();
};

std::string word(const object& line, const char* member) { return std::string(line.at(member).as_string()); }

TEST_F(RequestLogged, EachByItsRouteAndAnswer) {
  TestKeys keys;
  const auto key = keys.add(0, Role::operator_);
  {
    test::KeyedServer running(keys, options());
    HttpClient client(running.port());
    const std::string field = test::as(key);
    client.send(test::put_sku("canary", field) + test::get("/v1/skus/other-canary", field) + test::get("/canary") +
                test::get("/v1/orders?buyer=canary"));
    for (const int status : {201, 404, 404, 401}) EXPECT_EQ(status_of_next(client), status);
    HttpClient hostile(running.port());
    hostile.send("canary\r\n\r\n");
    EXPECT_EQ(status_of_next(hostile), 400);
  }
  const auto all = lines();
  ASSERT_EQ(all.size(), 5U);
  const std::string id = key.substr(std::string("Bearer dbk_").size(), key_id_chars);
  EXPECT_EQ(word(all[0], "method"), "PUT");
  EXPECT_EQ(word(all[0], "route"), "/v1/skus/{sku}");
  EXPECT_EQ(all[0].at("status"), 201);
  EXPECT_EQ(word(all[0], "key"), id);
  EXPECT_FALSE(all[0].contains("problem"));
  EXPECT_GE(all[0].at("duration_us").as_int64(), 0);
  EXPECT_GT(all[0].at("bytes").as_int64(), 100);
  EXPECT_EQ(word(all[1], "problem"), "sku_not_found");
  EXPECT_TRUE(all[2].at("route").is_null());
  EXPECT_EQ(word(all[2], "problem"), "not_found");
  EXPECT_FALSE(all[2].contains("key"));
  EXPECT_EQ(word(all[3], "route"), "/v1/orders");
  EXPECT_EQ(word(all[3], "problem"), "unauthorized");
  EXPECT_FALSE(all[3].contains("key"));
  EXPECT_EQ(word(all[4], "problem"), "invalid_http");
  for (const auto& line : all) EXPECT_EQ(boost::json::serialize(line).find("canary"), std::string::npos);
}

TEST_F(RequestLogged, AStreamWhenItBegins) {
  {
    RunningServer running(options());
    running.run_engine();
    HttpClient client(running.port());
    client.send(test::get("/v1/events", "Accept: text/event-stream\r\n"));
    EXPECT_EQ(client.read_head().value().status, 200);
  }
  const auto all = lines();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(word(all[0], "route"), "/v1/events");
  EXPECT_EQ(all[0].at("status"), 200);
}

TEST_F(RequestLogged, WhileTheServerStarts) {
  {
    RunningServer running(options(), {}, test::Opens::when_told);
    HttpClient client(running.port());
    client.send(test::get("/v1/orders"));
    EXPECT_EQ(status_of_next(client), 503);
    running.open();
  }
  const auto all = lines();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(word(all[0], "problem"), "not_ready");
}

TEST_F(RequestLogged, OrTheServerDoesNotStart) {
  ServerOptions unwritable;
  unwritable.port = 0;
  unwritable.request_log = (scratch.path() / "missing" / "requests.log").string();
  Server server(unwritable);
  const auto started = server.start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().message.find("missing/requests.log"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::net
