// SKUs and their stock, from request to response.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

HttpResponse adjust(ApiTest& test, std::string body, std::string_view key, std::string target = "/v1/skus/lamp/stock") {
  return test.call(TestRequest(Method::post, std::move(target), std::move(body)).key(key));
}

TEST_F(ApiTest, ASkuIsCreatedThenChanged) {
  const auto created = put("/v1/skus/lamp", R"({"name":"Goodnight \"lamp\" ☾"})");
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(field(created, "X-Journal-Position"), "1");
  EXPECT_EQ(created.body,
            R"({"sku":"lamp","name":"Goodnight \"lamp\" ☾","received":0,"available":0,"held":0,"sold":0})");
  EXPECT_EQ(put("/v1/skus/lamp", R"({"name":"Lamp"})").status, 200);
  const auto read = get("/v1/skus/lamp");
  EXPECT_EQ(json_of(read).at("name"), "Lamp");
  EXPECT_EQ(field(read, "X-Journal-Position"), std::nullopt);
}

TEST_F(ApiTest, StockIsAdjustedOnceForAKey) {
  ASSERT_EQ(put("/v1/skus/lamp", R"({"name":"Lamp"})").status, 201);
  const auto first = adjust(*this, R"({"delta":1000,"reason":"delivery 7"})", "k1");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(json_of(first).at("available"), 1000);
  ASSERT_EQ(adjust(*this, R"({"delta":-1,"reason":""})", "k2").status, 200);
  const auto again = adjust(*this, R"({"reason":"delivery 7","delta":1000})", "k1");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(field(again, "Idempotent-Replayed"), "true");
  EXPECT_EQ(field(again, "X-Journal-Position"), field(first, "X-Journal-Position"));
  EXPECT_EQ(json_of(again).at("available"), 999);
}

TEST_F(ApiTest, AStockKeyIsForOneContentOfOneSku) {
  ASSERT_EQ(put("/v1/skus/lamp", R"({"name":"Lamp"})").status, 201);
  ASSERT_EQ(put("/v1/skus/sofa", R"({"name":"Sofa"})").status, 201);
  ASSERT_EQ(adjust(*this, R"({"delta":5,"reason":"r"})", "k").status, 200);
  EXPECT_EQ(code_of(adjust(*this, R"({"delta":6,"reason":"r"})", "k")), "idempotency_key_reused");
  EXPECT_EQ(code_of(adjust(*this, R"({"delta":5,"reason":"r"})", "k", "/v1/skus/sofa/stock")),
            "idempotency_key_reused");
  EXPECT_EQ(code_of(place("u", "k")), "idempotency_key_reused");
}

TEST_F(ApiTest, StockNeverFallsBelowZeroNorPassesItsBound) {
  ASSERT_EQ(put("/v1/skus/lamp", R"({"name":"Lamp"})").status, 201);
  EXPECT_EQ(code_of(adjust(*this, R"({"delta":-1,"reason":""})", "a")), "insufficient_stock");
  ASSERT_EQ(adjust(*this, R"({"delta":1000000000000000000,"reason":""})", "b").status, 200);
  EXPECT_EQ(code_of(adjust(*this, R"({"delta":1,"reason":""})", "c")), "out_of_range");
  EXPECT_EQ(code_of(adjust(*this, R"({"delta":1,"reason":""})", "d", "/v1/skus/sofa/stock")), "sku_not_found");
}

}  // namespace
}  // namespace doorbuster::net
