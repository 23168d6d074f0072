// Two merchants of one server: what is the other's is as if it were absent, to the byte.
#include "tests/net/api/api_fixture.hpp"
#include "tests/net/api/keys.hpp"

namespace doorbuster::net {
namespace {

struct MerchantsTest : ApiTest {
  MerchantsTest() { api.change_access(keys.table()); }

  HttpResponse as(const std::string& who, Method method, std::string target, std::string body = {},
                  std::optional<std::string> key = {}) {
    TestRequest request(method, std::move(target), std::move(body));
    request.authorization(who);
    if (key) request.key(*key);
    return call(request);
  }
  // A SKU "lamp", a running sale "sale" and an order of one lamp; the order's id.
  std::string open_shop(const std::string& who, const std::string& key = "order") {
    EXPECT_EQ(as(who, Method::put, "/v1/skus/lamp", R"({"name":"Lamp"})").status, 201);
    EXPECT_EQ(as(who, Method::post, "/v1/skus/lamp/stock", R"({"delta":5,"reason":"r"})", "stock").status, 200);
    EXPECT_EQ(as(who, Method::put, "/v1/sales/sale",
                 R"({"name":"S","currency":"EUR","hold_seconds":900,"late_payment":"refund",)"
                 R"("starts_at":"1970-01-01T00:00:00Z","ends_at":"2999-01-01T00:00:00Z",)"
                 R"("items":[{"sku":"lamp","price":100}]})")
                  .status,
              201);
    const auto order = as(who, Method::post, "/v1/orders", order_body, key);
    EXPECT_EQ(order.status, 201) << order.body;
    return text_of(json_of(order).at("order"));
  }
  static std::string bytes_of(const HttpResponse& response) {
    std::string bytes = std::to_string(response.status) + "\n" + std::string(response.content_type) + "\n";
    for (const auto& [name, value] : response.fields) bytes += std::string(name) + ": " + value + "\n";
    return bytes + response.body;
  }

  static constexpr const char* order_body = R"({"sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1}]})";
  TestKeys keys;
  std::string owner = keys.add(0, Role::operator_);
  std::string stranger = keys.add(1, Role::operator_);
};

TEST_F(MerchantsTest, WhatIsAnothersIsAsIfItWereAbsent) {
  // Before there is any of it, for somebody who has nothing; then the same, while another has it all.
  const std::string absent = "ord_0000000000000";
  const auto ask = [&](const std::string& order) {
    struct Request {
      Method method;
      std::string target, body;
      std::optional<std::string> key;
    };
    const std::string batch = std::string(R"({"orders":[{"key":"order",)") + (order_body + 1) + "]}";
    std::vector<std::string> answers;
    for (const Request& request : std::vector<Request>{
             {Method::get, "/v1/skus/lamp", {}, {}},
             {Method::post, "/v1/skus/lamp/stock", R"({"delta":5,"reason":"r"})", "stock"},
             {Method::get, "/v1/sales/sale", {}, {}},
             {Method::put, "/v1/sales/own", R"({"name":"S","currency":"EUR","hold_seconds":9,"late_payment":"refund",)"
              R"("starts_at":"1970-01-01T00:00:00Z","ends_at":"2999-01-01T00:00:00Z",)"
              R"("items":[{"sku":"lamp","price":100}]})", {}},
             {Method::post, "/v1/orders", order_body, "order"},
             {Method::post, "/v1/orders", order_body, "new"},
             {Method::post, "/v1/orders/batch", batch, {}},
             {Method::get, "/v1/orders/" + order, {}, {}},
             {Method::post, "/v1/orders/" + order + "/pay", R"({"payment":"p","amount":100})", {}},
             {Method::post, "/v1/orders/" + order + "/pay", R"({"payment":"p","amount":7})", {}},
             {Method::post, "/v1/orders/" + order + "/cancel", {}, {}},
             {Method::get, "/v1/orders", {}, {}},
             {Method::get, "/v1/sales", {}, {}},
             {Method::get, "/v1/sales?after=sale", {}, {}},
             {Method::get, "/v1/orders?sale=sale&buyer=u&status=held", {}, {}},
         }) {
      answers.push_back(bytes_of(as(stranger, request.method, request.target, request.body, request.key)));
    }
    return answers;
  };
  const auto before = ask(absent);
  const std::string order = open_shop(owner);
  const auto owners = inventory::fingerprint(engine->state());
  EXPECT_EQ(ask(order), before);
  EXPECT_EQ(inventory::fingerprint(engine->state()), owners) << "and nothing has changed";
  EXPECT_EQ(as(owner, Method::get, "/v1/orders/" + order).status, 200);
}

TEST_F(MerchantsTest, HaveTheirOwnNamesStockAndIdempotencyKeys) {
  const std::string first = open_shop(owner);
  const std::string second = open_shop(stranger);
  EXPECT_NE(first, second);
  for (const auto& [who, order] : {std::pair(owner, first), std::pair(stranger, second)}) {
    const auto sku = json_of(as(who, Method::get, "/v1/skus/lamp"));
    EXPECT_EQ(sku.at("received"), 5);
    EXPECT_EQ(sku.at("held"), 1);
    const auto again = as(who, Method::post, "/v1/orders", order_body, "order");
    EXPECT_EQ(field(again, "Idempotent-Replayed"), "true");
    EXPECT_EQ(text_of(json_of(again).at("order")), order);
    EXPECT_EQ(json_of(as(who, Method::get, "/v1/orders")).at("data").as_array().size(), 1u);
  }
}

TEST_F(MerchantsTest, AnotherKeyOfTheSameMerchantReplays) {
  const std::string rotated = keys.add(0, Role::storefront);
  api.change_access(keys.table());
  const std::string order = open_shop(owner);
  const auto again = as(rotated, Method::post, "/v1/orders", order_body, "order");
  EXPECT_EQ(field(again, "Idempotent-Replayed"), "true");
  EXPECT_EQ(text_of(json_of(again).at("order")), order);
}

TEST_F(MerchantsTest, WatchTheirOwnSalesAlone) {
  open_shop(owner);
  const auto theirs = json_of(as(owner, Method::get, "/v1/live"));
  EXPECT_EQ(theirs.at("sales").as_array().size(), 1u);
  const auto strangers = json_of(as(stranger, Method::get, "/v1/live"));
  EXPECT_EQ(strangers.at("sales").as_array().size(), 0u);
  EXPECT_EQ(strangers.at("all_sales"), 0);
  const Routed routed = route(TestRequest(Method::get, "/v1/live").accept("text/event-stream").authorization(stranger));
  EXPECT_EQ(std::get<LiveRequest>(routed).merchant.value, 1u);
}

TEST_F(MerchantsTest, AFeedIsAskedForTheCallersEvents) {
  const Routed routed = route(TestRequest(Method::get, "/v1/events").authorization(stranger));
  EXPECT_EQ(std::get<FeedRequest>(routed).merchant.value, 1u);
  EXPECT_EQ(std::get<FeedRequest>(routed).key, stranger.substr(std::string("Bearer dbk_").size(), key_id_chars));
}

}  // namespace
}  // namespace doorbuster::net
