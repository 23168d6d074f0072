// Batches: each entry on its own, results in place.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

std::string entry(std::string_view key, std::string_view buyer, std::string_view sku = "lamp") {
  return R"({"key":")" + std::string(key) + R"(","sale":"sale","buyer":")" + std::string(buyer) +
         R"(","items":[{"sku":")" + std::string(sku) + R"(","qty":1}]})";
}

struct BatchTest : ApiTest {
  HttpResponse batch(const std::string& entries) { return post("/v1/orders/batch", "{\"orders\":[" + entries + "]}"); }
  static boost::json::array results(const HttpResponse& response) { return json_of(response).at("results").as_array(); }
  static std::string problem_code(const boost::json::value& result) { return text_of(result.at("problem").at("code")); }
};

TEST_F(BatchTest, ResultsStandWhereTheirOrdersStood) {
  open_sale(2);
  const auto response =
      batch(entry("1", "u1") + "," + entry("2", "u2", "sofa") + "," + entry("3", "u3") + "," + entry("4", "u4"));
  ASSERT_EQ(response.status, 200) << response.body;
  const auto all = results(response);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].at("status"), 201);
  EXPECT_EQ(all[0].at("order").at("buyer"), "u1");
  EXPECT_EQ(all[1].at("status"), 404);
  EXPECT_EQ(problem_code(all[1]), "sku_not_in_sale");
  EXPECT_EQ(all[2].at("order").at("buyer"), "u3");
  EXPECT_EQ(all[3].at("status"), 409);
  EXPECT_EQ(all[3].at("problem").at("sku"), "lamp");
  EXPECT_EQ(field(response, "X-Journal-Position"), "5");
}

TEST_F(BatchTest, ABadEntryHasItsOwnProblemInPlace) {
  open_sale(5);
  const auto response = batch(R"({"sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1}]},)" + entry("a b", "u") +
                              R"(,{"key":7,"sale":"sale"},17,)" + entry("1", "u1") +
                              R"(,{"key":"k","sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":0}]},)" +
                              R"({"key":"k","sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1}],"x":1})");
  const auto all = results(response);
  ASSERT_EQ(all.size(), 7u);
  EXPECT_EQ(problem_code(all[0]), "idempotency_key_missing");
  EXPECT_EQ(problem_code(all[1]), "idempotency_key_invalid");
  EXPECT_EQ(problem_code(all[2]), "idempotency_key_invalid");
  EXPECT_EQ(problem_code(all[3]), "invalid_request");
  EXPECT_EQ(all[3].at("status"), 400);
  EXPECT_EQ(all[4].at("status"), 201);
  EXPECT_THAT(text_of(all[5].at("problem").at("detail")), testing::HasSubstr("`orders[5].items[0].qty`"));
  EXPECT_THAT(text_of(all[6].at("problem").at("detail")), testing::HasSubstr("`orders[6].x`"));
  EXPECT_EQ(engine->state().position().value, 4u);
}

TEST_F(BatchTest, WithNoGoodEntryNeedsNoEngine) {
  const Routed routed = route(TestRequest(Method::post, "/v1/orders/batch", R"({"orders":[{},{}]})"));
  const auto& response = std::get<HttpResponse>(routed);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(results(response).size(), 2u);
  EXPECT_EQ(field(response, "X-Journal-Position"), std::nullopt);
}

TEST_F(BatchTest, WithoutAnAcceptanceHasNoPosition) {
  open_sale(5);
  EXPECT_EQ(field(batch(entry("1", "u", "sofa")), "X-Journal-Position"), std::nullopt);
}

TEST_F(BatchTest, AReplayedItemSaysSo) {
  open_sale(5);
  const auto single = place("u1", "k1");
  const auto all = results(batch(entry("k1", "u1") + "," + entry("k2", "u2") + "," + entry("k2", "u2")));
  EXPECT_EQ(all[0].at("status"), 201);
  EXPECT_EQ(all[0].at("replayed"), true);
  EXPECT_EQ(all[0].at("order"), boost::json::parse(single.body));
  EXPECT_FALSE(all[1].as_object().contains("replayed"));
  EXPECT_EQ(all[2].at("replayed"), true);
  EXPECT_EQ(all[2].at("order"), all[1].at("order"));
}

TEST_F(BatchTest, HasABoundToItsEntries) {
  std::string entries = "{}";
  for (std::int64_t i = 1; i < 8192; ++i) entries += ",{}";
  EXPECT_EQ(batch(entries).status, 200);
  EXPECT_EQ(code_of(batch(entries + ",{}")), "invalid_request");
}

}  // namespace
}  // namespace doorbuster::net
