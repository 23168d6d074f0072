// POST /v1/buyers/{buyer}/forget, from request to response.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

struct ForgetApiTest : ApiTest {
  HttpResponse forget(std::string_view buyer, std::string body = {}) {
    return post("/v1/buyers/" + std::string(buyer) + "/forget", std::move(body));
  }
};

TEST_F(ForgetApiTest, SaysWhetherThereWasAnythingToForget) {
  open_sale(5);
  ASSERT_EQ(place("u42", "1").status, 201);
  const auto done = forget("u42");
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(done.body, R"({"buyer":"u42","found":true})");
  EXPECT_EQ(field(done, "X-Journal-Position"), "5");
  EXPECT_EQ(forget("u42", "{}").body, R"({"buyer":"u42","found":false})");
  EXPECT_EQ(forget("u43").body, R"({"buyer":"u43","found":false})");
}

TEST_F(ForgetApiTest, LeavesAPlaceholderInEveryAnswer) {
  open_sale(5);
  const auto order = place("u42", "1");
  ASSERT_EQ(forget("u42").status, 200);
  EXPECT_EQ(json_of(get(path_of(order))).at("buyer"), "_forgotten");
  EXPECT_EQ(json_of(get("/v1/orders")).at("data").at(0).at("buyer"), "_forgotten");
  EXPECT_TRUE(json_of(get("/v1/orders?buyer=u42")).at("data").as_array().empty());
  const auto paid = post(path_of(order) + "/pay", R"({"payment":"p","amount":100})");
  EXPECT_EQ(json_of(paid).at("buyer"), "_forgotten");
  const auto again = place("u42", "1");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(field(again, "Idempotent-Replayed"), "true");
  EXPECT_EQ(json_of(again).at("order"), json_of(order).at("order"));
  EXPECT_EQ(json_of(again).at("buyer"), "_forgotten");
}

TEST_F(ForgetApiTest, ThePlaceholderIsNobodysId) {
  open_sale(5);
  EXPECT_EQ(code_of(place("_forgotten", "1")), "invalid_request");
  EXPECT_EQ(code_of(get("/v1/orders?buyer=_forgotten")), "invalid_request");
  EXPECT_EQ(code_of(forget("_forgotten")), "invalid_request");
}

TEST_F(ForgetApiTest, TakesAnIdAndNothingElse) {
  EXPECT_EQ(code_of(forget(std::string(65, 'x'))), "invalid_request");
  EXPECT_EQ(code_of(forget("u42", R"({"reason":"asked"})")), "invalid_request");
  EXPECT_EQ(code_of(forget("u42", "[]")), "invalid_request");
  EXPECT_EQ(code_of(forget("u42", "{")), "invalid_json");
  EXPECT_EQ(code_of(post("/v1/buyers/u42/forget?now=1", {})), "invalid_request");
  EXPECT_EQ(code_of(post("/v1/buyers//forget", {})), "not_found");
  EXPECT_EQ(code_of(get("/v1/buyers/u42/forget")), "method_not_allowed");
  EXPECT_EQ(code_of(get("/v1/buyers/u42")), "not_found");
}

TEST_F(ForgetApiTest, TheEventNamesTheFirstOrderAlone) {
  open_sale(5);
  const auto order = place("u42", "1");
  ASSERT_EQ(forget("u42").status, 200);
  const auto page = render_events({{{5}, journal->events.back()}}, engine->order_ids());
  const auto event = boost::json::parse(page.body).as_object();
  EXPECT_EQ(event.at("type"), "buyer_forgotten");
  EXPECT_EQ(event.at("order"), json_of(order).at("order"));
  EXPECT_EQ(page.body.find("u42"), std::string::npos);
}

}  // namespace
}  // namespace doorbuster::net
