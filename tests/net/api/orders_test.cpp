// Orders from request to response, over a real engine.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using inventory::PlaceOrder;

TEST_F(ApiTest, AnOrderBecomesItsCommand) {
  const auto command = command_of<PlaceOrder>(
      TestRequest(Method::post, "/v1/orders",
                  R"( {"items":[{"qty":2,"sku":"la\u006dp"},{"sku":"x","qty":1000000}],"buyer":"u42","sale":"d-11"} )")
          .key("\"k\""));
  EXPECT_EQ(command.sale, id<inventory::SaleId>("d-11"));
  EXPECT_EQ(command.buyer, id<inventory::BuyerId>("u42"));
  ASSERT_EQ(command.lines.size(), 2u);
  EXPECT_EQ(command.lines[0].sku, id<inventory::SkuId>("lamp"));
  EXPECT_EQ(command.lines[0].qty, 2);
  EXPECT_EQ(command.lines[1].qty, 1'000'000);
  EXPECT_EQ(command.key, engine->digests().key({}, "k"));
  EXPECT_NE(command.body, inventory::BodyDigest{});
}

TEST_F(ApiTest, WhiteSpaceAndOrderOfMembersAreNotContent) {
  const auto a = command_of<PlaceOrder>(
      TestRequest(Method::post, "/v1/orders", R"({"sale":"s","buyer":"u","items":[{"sku":"a","qty":1}]})").key("k"));
  const auto b = command_of<PlaceOrder>(
      TestRequest(Method::post, "/v1/orders", R"({ "items": [ {"qty":1,"sku":"a"} ], "buyer":"u", "sale":"s" })")
          .key("k"));
  const auto c = command_of<PlaceOrder>(
      TestRequest(Method::post, "/v1/orders", R"({"sale":"s","buyer":"u","items":[{"sku":"a","qty":2}]})").key("k"));
  EXPECT_EQ(a.body, b.body);
  EXPECT_NE(a.body, c.body);
}

TEST_F(ApiTest, AnAcceptedOrderIsCreatedWithItsLocation) {
  open_sale(5);
  const auto response = place("u42", "k");
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(field(response, "Location"), path_of(response));
  EXPECT_EQ(field(response, "X-Journal-Position"), "4");
  EXPECT_EQ(field(response, "Idempotent-Replayed"), std::nullopt);
  const std::string id = text_of(json_of(response).at("order"));
  EXPECT_EQ(response.body,
            R"({"order":")" + id +
                R"(","sale":"sale","buyer":"u42","status":"held",)"
                R"("items":[{"sku":"lamp","qty":1,"unit_price":100}],"total":100,"currency":"XXX",)"
                R"("created_at":"2023-11-14T22:13:20.000Z","hold_expires_at":"2023-11-14T22:14:20.000Z"})");
}

TEST_F(ApiTest, AReplayAnswersAsTheFirstTimeWhateverHappenedSince) {
  open_sale(5);
  const auto first = place("u42", "k");
  ASSERT_EQ(post(path_of(first) + "/cancel", "{}").status, 200);
  const auto again = place("u42", "\"k\"");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(field(again, "Location"), field(first, "Location"));
  EXPECT_EQ(field(again, "X-Journal-Position"), field(first, "X-Journal-Position"));
  EXPECT_EQ(field(again, "Idempotent-Replayed"), "true");
}

TEST_F(ApiTest, AKeyWithOtherContentIsRefused) {
  open_sale(5);
  ASSERT_EQ(place("u42", "k").status, 201);
  EXPECT_EQ(code_of(place("u43", "k")), "idempotency_key_reused");
  EXPECT_EQ(place("u43", "k").status, 422);
}

TEST_F(ApiTest, ALoserIsToldWhatIsSoldOut) {
  open_sale(1);
  ASSERT_EQ(place("u1", "1").status, 201);
  const auto response = place("u2", "2");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(code_of(response), "sold_out");
  EXPECT_EQ(json_of(response).at("sku"), "lamp");
  EXPECT_EQ(field(response, "X-Journal-Position"), std::nullopt);
}

TEST_F(ApiTest, ABuyerAtTheLimitIsToldOfWhat) {
  open_sale(5);
  ASSERT_EQ(place("u1", "1").status, 201);
  const auto response = place("u1", "2");
  EXPECT_EQ(code_of(response), "limit_reached");
  EXPECT_EQ(json_of(response).at("sku"), "lamp");
}

TEST_F(ApiTest, ABuyerWithAnOrderInFlightIsSentThere) {
  open_sale(5, true);
  const auto held = place("u1", "1");
  ASSERT_EQ(held.status, 201);
  const auto response = place("u1", "2");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(code_of(response), "order_in_flight");
  EXPECT_EQ(json_of(response).at("order"), json_of(held).at("order"));
  EXPECT_EQ(field(response, "X-Journal-Position"), std::nullopt);
  EXPECT_EQ(place("u1", "1").body, held.body) << "the replay comes first";
  const auto batch = post("/v1/orders/batch",
                          R"({"orders":[{"key":"3","sale":"sale","buyer":"u1","items":[{"sku":"lamp","qty":1}]}]})");
  EXPECT_EQ(json_of(batch).at("results").at(0).at("problem").at("order"), json_of(held).at("order"));
}

TEST_F(ApiTest, WhatIsNotThereIsNotFound) {
  open_sale(5);
  const auto order = [&](std::string body) {
    return call(TestRequest(Method::post, "/v1/orders", std::move(body)).key("k"));
  };
  EXPECT_EQ(code_of(order(R"({"sale":"other","buyer":"u","items":[{"sku":"lamp","qty":1}]})")), "sale_not_found");
  const auto response = order(R"({"sale":"sale","buyer":"u","items":[{"sku":"sofa","qty":1}]})");
  EXPECT_EQ(code_of(response), "sku_not_in_sale");
  EXPECT_EQ(json_of(response).at("sku"), "sofa");
  const auto never_given = engine->order_ids().text({1'000'000});
  EXPECT_EQ(code_of(get("/v1/orders/" + std::string(never_given.data(), never_given.size()))), "order_not_found");
}

TEST_F(ApiTest, AnOrderIsPaidOnce) {
  open_sale(5);
  const auto order = place("u1", "1");
  const std::string pay = path_of(order) + "/pay";
  EXPECT_EQ(code_of(post(pay, R"({"payment":"p1","amount":99})")), "amount_mismatch");
  const auto paid = post(pay, R"({"payment":"p1","amount":100})");
  EXPECT_EQ(paid.status, 200);
  EXPECT_EQ(json_of(paid).at("status"), "paid");
  EXPECT_EQ(field(paid, "X-Journal-Position"), "5");
  EXPECT_EQ(field(paid, "Location"), std::nullopt);
  EXPECT_EQ(post(pay, R"({"payment":"p1","amount":100})").body, paid.body);
  EXPECT_EQ(code_of(post(pay, R"({"payment":"p2","amount":100})")), "already_paid");
  EXPECT_EQ(get(path_of(order)).body, paid.body);
}

TEST_F(ApiTest, APaymentAfterTheHoldIsRefused) {
  open_sale(5);
  const auto order = place("u1", "1");
  time.ms += hold_seconds * 1000;
  const auto late = post(path_of(order) + "/pay", R"({"payment":"p1","amount":100})");
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(code_of(late), "hold_expired");
}

TEST_F(ApiTest, AnOrderIsCancelledOnceWithOrWithoutABody) {
  open_sale(5);
  const auto order = place("u1", "1");
  const auto cancelled = call(TestRequest(Method::post, path_of(order) + "/cancel"));
  EXPECT_EQ(cancelled.status, 200);
  EXPECT_EQ(json_of(cancelled).at("status"), "cancelled");
  const auto again = post(path_of(order) + "/cancel", " {} ");
  EXPECT_EQ(code_of(again), "wrong_status");
  EXPECT_EQ(json_of(again).at("order_status"), "cancelled");
}

TEST_F(ApiTest, PipelinedRequestsEachHaveTheirOwnAnswer) {
  open_sale(5);
  const auto one = std::get<Pending>(route(TestRequest(Method::get, "/v1/skus/lamp")));
  const auto two = std::get<Pending>(route(TestRequest(Method::get, "/v1/skus/sofa")));
  ASSERT_EQ(port->submit(submission), core::Submitted::accepted);
  engine->step();
  ASSERT_EQ(take().size(), 1u);
  EXPECT_EQ(api.render(one, submission).status, 200);
  EXPECT_EQ(code_of(api.render(two, submission)), "sku_not_found");
}

}  // namespace
}  // namespace doorbuster::net
