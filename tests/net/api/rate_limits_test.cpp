// Rate limits within a request's way: what counts where, what a refusal says, and that it changes nothing.
#include "net/limits/rate_limits.hpp"

#include "tests/net/api/api_fixture.hpp"
#include "tests/net/api/keys.hpp"

namespace doorbuster::net {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr Rate two{2, std::chrono::seconds(1), 2};
constexpr ClientAddress elsewhere{{0x20, 1}};

struct RateLimitedTest : ApiTest {
  // From now on; what has been asked before is forgotten.
  void limit(const RateLimitOptions& options) {
    limits = std::make_unique<RateLimits>(options, meters);
    server.limits = limits.get();
    at(100 * second);
  }
  void at(std::int64_t now_ns) { submission.times.received = now_ns; }

  static std::string order_of(std::string_view buyer, std::string_view more = "") {
    return R"({"sale":"sale","buyer":")" + std::string(buyer) + R"(","items":[{"sku":"lamp","qty":1}])" +
           std::string(more) + "}";
  }
  HttpResponse batch(const std::string& entries) { return post("/v1/orders/batch", "{\"orders\":[" + entries + "]}"); }
  std::uint64_t refused(RateLimit limit) const { return meters.rate_limited[static_cast<std::size_t>(limit)].value(); }

  std::unique_ptr<RateLimits> limits;
};

TEST_F(RateLimitedTest, WithoutLimitsNothingIsToldOfThem) {
  open_sale(5);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(field(place("u", "k"), "RateLimit"), std::nullopt);
  EXPECT_EQ(field(get("/v1/skus/lamp"), "RateLimit"), std::nullopt);
}

TEST_F(RateLimitedTest, ABuyersOrdersAreCounted) {
  open_sale(5);
  limit({.per_buyer = two});
  const auto first = place("bot", "1");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(field(first, "RateLimit"), R"("buyer";r=1;t=1)");
  EXPECT_EQ(field(first, "RateLimit-Policy"), std::nullopt);
  EXPECT_EQ(code_of(place("bot", "2")), "limit_reached") << "an order that is refused counts too";
  EXPECT_EQ(code_of(place("bot", "3")), "rate_limited");
  EXPECT_EQ(place("honest", "4").status, 201) << "another buyer has a share of their own";
  EXPECT_EQ(refused(RateLimit::buyer), 1u);
  at(101 * second);
  EXPECT_EQ(code_of(place("bot", "3")), "limit_reached");
}

TEST_F(RateLimitedTest, ARefusalSaysWhichLimitAndWhenToComeAgain) {
  open_sale(5);
  limit({.per_buyer = Rate{1, std::chrono::minutes(1), 1}});
  ASSERT_EQ(place("bot", "1").status, 201);
  at(130 * second);
  const auto response = place("bot", "2");
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(field(response, "Retry-After"), "30");
  EXPECT_EQ(field(response, "RateLimit-Policy"), R"("buyer";q=1;w=60)");
  EXPECT_EQ(field(response, "RateLimit"), R"("buyer";r=0;t=30)");
  const auto problem = json_of(response);
  EXPECT_EQ(problem.at("type"), "/problems/rate-limited");
  EXPECT_EQ(problem.at("limit"), "buyer");
  EXPECT_EQ(problem.at("retry_after_seconds"), 30);
  EXPECT_THAT(text_of(problem.at("detail")), testing::HasSubstr("for this buyer"));
}

TEST_F(RateLimitedTest, ARefusalChangesNothingAndBindsNoKey) {
  open_sale(5);
  limit({.per_buyer = two});
  ASSERT_EQ(place("bot", "1").status, 201);
  ASSERT_EQ(place("bot", "2").status, 409);
  const auto before = fingerprint();
  EXPECT_EQ(place("bot", "3").status, 429);
  EXPECT_EQ(fingerprint(), before);
  EXPECT_EQ(place("honest", "3").status, 201) << "the key is still free, also for another body";
}

TEST_F(RateLimitedTest, AReplayCountsAsARequest) {
  open_sale(5);
  limit({.per_buyer = two});
  ASSERT_EQ(place("u", "1").status, 201);
  EXPECT_EQ(field(place("u", "1"), "Idempotent-Replayed"), "true");
  EXPECT_EQ(place("u", "1").status, 429);
}

TEST_F(RateLimitedTest, EarlyRefusalsAreLimitedToo) {
  open_sale(1);
  limit({.per_buyer = two});
  ASSERT_EQ(place("winner", "1").status, 201);
  ASSERT_EQ(code_of(place("loser", "2")), "sold_out");
  const auto early = place("bot", "3");
  EXPECT_EQ(code_of(early), "sold_out");
  EXPECT_EQ(field(early, "RateLimit"), R"("buyer";r=1;t=1)");
  EXPECT_EQ(engine->meters().refused_early.value(), 1u);
  EXPECT_EQ(code_of(place("bot", "4")), "sold_out");
  EXPECT_EQ(code_of(place("bot", "5")), "rate_limited");
  EXPECT_EQ(engine->meters().refused_early.value(), 2u);
}

TEST_F(RateLimitedTest, ABuyerCountsAfterTheShapeIsGood) {
  open_sale(5);
  limit({.per_buyer = two});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(code_of(call(TestRequest(Method::post, "/v1/orders", order_of("u", R"(,"x":1)")).key("k"))),
              "invalid_request");
    EXPECT_EQ(code_of(call(TestRequest(Method::post, "/v1/orders", order_of("u")))), "idempotency_key_missing");
  }
  EXPECT_EQ(place("u", "1").status, 201);
}

TEST_F(RateLimitedTest, ABatchCountsEachOrderForItsBuyer) {
  open_sale(9);
  limit({.per_buyer = two});
  const auto entry = [](const char* key, const char* buyer) {
    return order_of(buyer, R"(,"key":")" + std::string(key) + "\"");
  };
  const auto response = batch(entry("1", "bot") + "," + entry("2", "bot") + "," + entry("3", "bot") + "," +
                              entry("4", "honest") + ",{}");
  ASSERT_EQ(response.status, 200);
  const auto results = json_of(response).at("results").as_array();
  ASSERT_EQ(results.size(), 5u);
  EXPECT_EQ(results[0].at("status"), 201);
  EXPECT_EQ(results[1].at("status"), 409);
  EXPECT_EQ(results[2].at("status"), 429);
  EXPECT_EQ(results[2].at("problem").at("code"), "rate_limited");
  EXPECT_EQ(results[2].at("problem").at("retry_after_seconds"), 1);
  EXPECT_EQ(results[3].at("order").at("buyer"), "honest");
  EXPECT_EQ(results[4].at("status"), 400);
  EXPECT_EQ(field(response, "RateLimit"), std::nullopt) << "whose would it be?";
  EXPECT_EQ(place("bot", "3").status, 429);
}

TEST_F(RateLimitedTest, AnAddressCountsBeforeAllElse) {
  open_sale(5);
  limit({.per_address = two});
  EXPECT_EQ(code_of(get("/nowhere")), "not_found");
  EXPECT_EQ(code_of(call(TestRequest(Method::put, "/v1/orders"))), "method_not_allowed");
  const auto fill = [&](std::int64_t now) {
    at(now);
    ASSERT_EQ(get("/v1/skus/lamp").status, 200);
    ASSERT_EQ(get("/v1/skus/lamp").status, 200);
  };
  fill(200 * second);
  EXPECT_EQ(code_of(get("/nowhere")), "rate_limited");
  EXPECT_EQ(code_of(call(TestRequest(Method::put, "/v1/orders"))), "rate_limited");
  EXPECT_EQ(code_of(call(TestRequest(Method::options, "*"))), "rate_limited");
  EXPECT_EQ(code_of(call(TestRequest(Method::post, "/v1/orders", "{").key("k"))), "rate_limited");
  EXPECT_EQ(code_of(place("u", "1")), "rate_limited");
  EXPECT_EQ(code_of(get("/metrics")), "rate_limited");
  EXPECT_EQ(code_of(get("/v1/events")), "rate_limited");
  EXPECT_EQ(call(TestRequest(Method::get, "/v1/skus/lamp").from(elsewhere)).status, 200);
}

TEST_F(RateLimitedTest, ABadRequestCostsItsAddress) {
  limit({.per_address = two});
  EXPECT_EQ(code_of(call(TestRequest(Method::post, "/v1/orders", "{").key("k"))), "invalid_json");
  EXPECT_EQ(code_of(get("/v1/skus/lamp?x=1")), "invalid_request");
  EXPECT_EQ(code_of(get("/docs")), "rate_limited");
  api.count_bad_request(elsewhere, submission.times.received);
  api.count_bad_request(elsewhere, submission.times.received);
  EXPECT_EQ(code_of(call(TestRequest(Method::get, "/docs").from(elsewhere))), "rate_limited");
}

TEST_F(RateLimitedTest, ProbesAreNeverLimited) {
  limit({.per_address = two});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(get("/livez").status, 200);
    EXPECT_EQ(get("/readyz").status, 200);
    EXPECT_EQ(field(get("/livez"), "RateLimit"), std::nullopt);
  }
  EXPECT_EQ(get("/metrics").status, 200) << "and cost nothing";
}

TEST_F(RateLimitedTest, TheAddressCountsFirstAndTheBuyerOnlyIfItPasses) {
  open_sale(9);
  limit({.per_address = Rate{1, std::chrono::seconds(1), 1}, .per_buyer = two});
  const auto first = place("u", "1");
  EXPECT_EQ(field(first, "RateLimit"), R"("address";r=0;t=1, "buyer";r=1;t=1)");
  const auto refusal = place("u", "2");
  EXPECT_EQ(json_of(refusal).at("limit"), "address");
  EXPECT_EQ(field(refusal, "RateLimit"), R"("address";r=0;t=1)");
  EXPECT_EQ(refused(RateLimit::address), 1u);
  EXPECT_EQ(refused(RateLimit::buyer), 0u);
}

TEST_F(RateLimitedTest, AKeyIsCountedOnceItIsKnownAndMayDoThis) {
  TestKeys keys;
  const std::string mine = keys.add(0, Role::monitor), other = keys.add(0, Role::monitor);
  api.change_access(keys.table());
  limit({.per_key = two});
  const auto ask = [&](std::string target, std::string_view authorization) {
    return call(TestRequest(Method::get, std::move(target)).authorization(authorization));
  };
  EXPECT_EQ(code_of(call(TestRequest(Method::put, "/v1/skus/lamp", "{}").authorization(mine))), "forbidden");
  EXPECT_EQ(field(ask("/v1/skus/lamp", mine), "RateLimit"), R"("key";r=1;t=1)");
  EXPECT_EQ(code_of(ask("/v1/skus/lamp", mine)), "sku_not_found");
  const auto refusal = ask("/v1/skus/lamp", mine);
  EXPECT_EQ(code_of(refusal), "rate_limited");
  EXPECT_EQ(json_of(refusal).at("limit"), "key");
  EXPECT_EQ(code_of(ask("/v1/skus/lamp", other)), "sku_not_found") << "another key has a share of its own";
  EXPECT_EQ(ask("/metrics", mine).status, 200) << "who watches the server is not limited by the key";
  EXPECT_EQ(refused(RateLimit::key), 1u);
}

TEST_F(RateLimitedTest, TheEventFeedKnowsItsStanding) {
  limit({.per_address = two});
  const Routed routed = route(TestRequest(Method::get, "/v1/events"));
  EXPECT_EQ(std::get<FeedRequest>(routed).standing.text(), R"("address";r=1;t=1)");
}

TEST_F(RateLimitedTest, MetricsCountRefusalsByLimit) {
  open_sale(5);
  limit({.per_buyer = Rate{1, std::chrono::seconds(1), 1}});
  ASSERT_EQ(place("u", "1").status, 201);
  ASSERT_EQ(place("u", "2").status, 429);
  const auto page = get("/metrics").body;
  EXPECT_THAT(page, testing::HasSubstr("doorbuster_rate_limited_total{limit=\"buyer\"} 1"));
  EXPECT_THAT(page, testing::HasSubstr("doorbuster_rate_limited_total{limit=\"address\"} 0"));
  EXPECT_THAT(page, testing::HasSubstr("doorbuster_rate_limited_total{limit=\"key\"} 0"));
}

}  // namespace
}  // namespace doorbuster::net
