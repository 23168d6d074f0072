// A bot at full speed, and the honest buyers beside it: of the real server, through its settings.
#include "tests/system/own_server_test.hpp"
#include "tests/system/problem_check.hpp"

namespace doorbuster::system_tests {
namespace {

class RateLimits : public OwnServerTest {
 protected:
  std::string order(const std::string& buyer) {
    return boost::json::serialize(Order{"sale", buyer, {{"lamp"}}}.json());
  }
  // What an order is answered that came from `client`, as a proxy on this machine tells.
  Reply through_proxy(const std::string& client, const std::string& buyer, const std::string& key) {
    support::HttpClient http(server().port());
    const auto reply = http.request("POST", "/v1/orders", order(buyer),
                                    {{"Idempotency-Key", key}, {"X-Forwarded-For", client}});
    return reply.value_or(Reply{});
  }
};

TEST_F(RateLimits, ABotWithOneBuyerDoesNotKeepOthersOut) {
  start({"--limit-per-buyer", "1/h burst 3"});
  open_lamps(100);
  int let_through = 0;
  for (int i = 0; i < 300; ++i) {
    const auto number = std::to_string(i);
    const auto reply = place("bot" + number, "bot");
    let_through += reply.status == 201;
    if (reply.status != 201) {
      ASSERT_TRUE(is_problem(reply, 429, "rate_limited"));
      EXPECT_GT(std::stoi(reply.field("retry-after")), 3'000);
      EXPECT_EQ(reply.field("ratelimit-policy"), "\"buyer\";q=3;w=10800");
    }
    if (i % 10 == 0) {
      const auto honest = place("honest" + number, "honest" + number);
      EXPECT_EQ(honest.status, 201);
      EXPECT_EQ(honest.field("ratelimit"), "\"buyer\";r=2;t=3600");
    }
  }
  EXPECT_EQ(let_through, 3);
}

TEST_F(RateLimits, ABotWithOneAddressDoesNotKeepOthersOut) {
  start({"--limit-per-address", "1/h burst 3", "--trusted-proxies", "127.0.0.1"});
  support::HttpClient proxy(server().port());
  int let_through = 0;
  for (int i = 0; i < 300; ++i) {
    const auto reply = through_proxy("198.51.100.1, 203.0.113.7", "bot" + std::to_string(i), "k");
    let_through += reply.status == 404;  // there is no such sale, but somebody looked
  }
  EXPECT_EQ(let_through, 3);
  EXPECT_TRUE(is_problem(through_proxy("203.0.113.8", "honest", "k"), 404, "sale_not_found"));
  EXPECT_TRUE(is_problem(through_proxy("203.0.113.7", "bot", "k"), 429, "rate_limited"));
}

TEST_F(RateLimits, WithoutATrustedProxyNobodyIsBelieved) {
  start({"--limit-per-address", "1/h burst 3"});
  int let_through = 0;
  for (int i = 0; i < 10; ++i) let_through += through_proxy("203.0.113." + std::to_string(i), "b", "k").status == 404;
  EXPECT_EQ(let_through, 3) << "all of them are of this machine";
  support::HttpClient probe(server().port());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(probe.get("/readyz")->status, 200);
}

TEST_F(RateLimits, WhatIsNoHttpCountsToo) {
  start({"--limit-per-address", "1/h burst 3"});
  for (int i = 0; i < 3; ++i) {
    support::HttpClient http(server().port());
    ASSERT_TRUE(http.send("nonsense\r\n\r\n"));
    EXPECT_EQ(http.read_reply()->status, 400);
  }
  support::HttpClient http(server().port());
  EXPECT_EQ(http.get("/docs")->status, 429);
  EXPECT_EQ(http.get("/v1/events")->field("ratelimit"), "\"address\";r=0;t=3600");
}

TEST_F(RateLimits, APageOfEventsTellsWhatIsLeft) {
  start({"--limit-per-address", "1/h burst 100"});
  support::HttpClient http(server().port());
  EXPECT_EQ(http.get("/v1/events")->field("ratelimit"), "\"address\";r=99;t=3600");
}

}  // namespace
}  // namespace doorbuster::system_tests
