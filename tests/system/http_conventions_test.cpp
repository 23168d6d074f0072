// How the server speaks HTTP: methods, types, sizes, targets, and which fault answers first.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

constexpr std::size_t body_bytes_max = 64u << 10;
constexpr std::size_t batch_bytes_max = 4u << 20;

class HttpConventions : public ContractTest {
 protected:
  static bool allows(const Reply& reply, const std::string& method) {
    return (", " + reply.field("allow") + ",").find(", " + method + ",") != std::string::npos;
  }
  // A SKU's body of exactly so many bytes, the name not too long.
  static std::string padded(std::size_t bytes) {
    const std::string body = R"({"name":"n"})";
    return body + std::string(bytes - body.size(), ' ');
  }
};

TEST_F(HttpConventions, HeadAnswersAsGetWithoutTheBody) {
  const auto sku = stocked(1);
  const auto sale = opened({.items = {{sku}}});
  const auto order = held(sale, sku);
  const std::vector<std::string> targets{"/livez",
                                         "/readyz",
                                         "/metrics",
                                         "/openapi.json",
                                         "/problems/sold-out",
                                         "/v1/skus/" + sku,
                                         "/v1/sales/" + sale,
                                         "/v1/orders/" + order,
                                         "/v1/orders?limit=1",
                                         "/v1/events?limit=1"};
  for (const auto& target : targets) {
    const auto head = shop().send("HEAD", target), get = shop().get(target);
    EXPECT_EQ(head.status, 200) << target;
    EXPECT_EQ(head.field("content-type"), get.field("content-type")) << target;
    if (target != "/metrics") {
      EXPECT_EQ(head.field("content-length"), get.field("content-length")) << target;
    }
    EXPECT_EQ(head.body, "");
  }
  EXPECT_EQ(shop().send("HEAD", "/v1/skus/" + own("none")).status, 404);
}

TEST_F(HttpConventions, OptionsTellsWhatIsAllowed) {
  const auto reply = shop().send("OPTIONS", "/v1/skus/" + own("any"));
  EXPECT_EQ(reply.status, 204);
  for (const auto* method : {"GET", "HEAD", "PUT", "OPTIONS"}) EXPECT_TRUE(allows(reply, method)) << method;
  const auto orders = shop().send("OPTIONS", "/v1/orders");
  EXPECT_EQ(orders.status, 204);
  for (const auto* method : {"GET", "POST"}) EXPECT_TRUE(allows(orders, method)) << method;
}

TEST_F(HttpConventions, AMethodThatIsNotThereIsRefusedWithThoseThatAre) {
  const std::vector<std::pair<const char*, const char*>> wrong{{"DELETE", "/v1/skus/x"},
                                                               {"POST", "/v1/skus/x"},
                                                               {"GET", "/v1/skus/x/stock"},
                                                               {"POST", "/v1/sales/x"},
                                                               {"PUT", "/v1/orders"},
                                                               {"POST", "/v1/orders/ord_1"},
                                                               {"GET", "/v1/orders/ord_1/pay"},
                                                               {"GET", "/v1/orders/ord_1/cancel"},
                                                               {"POST", "/livez"},
                                                               {"POST", "/v1/events"},
                                                               {"PATCH", "/v1/skus/x"},
                                                               {"BREW", "/livez"}};
  for (const auto& [method, target] : wrong) {
    const auto reply = shop().send(method, target);
    EXPECT_TRUE(is_problem(reply, 405, "method_not_allowed")) << method << " " << target;
    EXPECT_FALSE(reply.field("allow").empty());
    EXPECT_FALSE(allows(reply, method)) << method << " " << target;
  }
}

TEST_F(HttpConventions, AnUnknownPathIsNotFound) {
  for (const auto* target : {"/nothing", "/v1", "/v1/", "/v1/skus", "/v1/skus/", "/v1/skus/a/b", "/v1/skus/a/stock/",
                             "/v2/orders", "/V1/orders", "/v1/orders/o/refund", "/livez/", "//livez"}) {
    EXPECT_TRUE(is_problem(shop().get(target), 404, "not_found")) << target;
  }
}

TEST_F(HttpConventions, WhatIsCheckedFirstAnswers) {
  const Fields text_plain{{"Content-Type", "text/plain"}};
  EXPECT_TRUE(is_problem(shop().send("DELETE", "/nothing"), 404, "not_found"));
  EXPECT_TRUE(is_problem(shop().send("PATCH", "/v1/orders", "x", text_plain), 405, "method_not_allowed"));
  EXPECT_TRUE(is_problem(shop().send("POST", "/v1/orders", "x", text_plain), 415, "unsupported_media_type"));
  EXPECT_TRUE(is_problem(shop().send("POST", "/v1/orders", "x"), 400, "idempotency_key_missing"));
  EXPECT_TRUE(
      is_problem(shop().send("POST", "/v1/orders", "x", {{"Idempotency-Key", new_key()}}), 400, "invalid_json"));
  EXPECT_TRUE(
      is_problem(shop().send("POST", "/v1/orders", "{}", {{"Idempotency-Key", new_key()}}), 400, "invalid_request"));
}

TEST_F(HttpConventions, BodiesAreJsonAndSaySo) {
  const auto put = [&](const char* type) {
    return shop().send("PUT", "/v1/skus/" + own("lamp"), R"({"name":"n"})", {{"Content-Type", type}});
  };
  for (const auto* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""}) {
    EXPECT_TRUE(is_problem(put(type), 415, "unsupported_media_type")) << type;
  }
  EXPECT_EQ(shop().get("/v1/skus/" + own("lamp")).status, 404);
  EXPECT_EQ(put("application/json").status, 201);
  EXPECT_EQ(put("application/json; charset=utf-8").status, 200);
  EXPECT_EQ(put("Application/JSON;charset=\"UTF-8\"").status, 200);
}

TEST_F(HttpConventions, ABodyMayBe64KiBAndNotMore) {
  const auto target = "/v1/skus/" + own("lamp");
  EXPECT_TRUE(is_problem(shop().send("PUT", target, padded(body_bytes_max + 1)), 413, "body_too_large"));
  EXPECT_EQ(shop().get(target).status, 404);
  EXPECT_EQ(shop().send("PUT", target, padded(body_bytes_max)).status, 201);
}

TEST_F(HttpConventions, ABatchMayBe4MiBAndNotMore) {
  const auto sku = stocked(1);
  auto entry = Order{opened({.items = {{sku}}}), own("b"), {{sku}}}.json();
  entry["key"] = new_key();
  const std::string body = "{\"orders\":[" + boost::json::serialize(entry) + "]}";
  const auto send = [&](std::size_t bytes) {
    return shop().send("POST", "/v1/orders/batch", body + std::string(bytes - body.size(), ' '));
  };
  EXPECT_TRUE(is_problem(send(batch_bytes_max + 1), 413, "body_too_large"));
  EXPECT_EQ(integer(shop().sku(sku), "held"), 0);
  EXPECT_EQ(send(batch_bytes_max).status, 200);
  EXPECT_EQ(integer(shop().sku(sku), "held"), 1);
}

TEST_F(HttpConventions, AnswersAreDated) { EXPECT_TRUE(shop().get("/livez").field("date").ends_with(" GMT")); }

TEST_F(HttpConventions, TargetsMayBeInAbsoluteFormAndPercentEncoded) {
  const auto sku = stocked(1);
  EXPECT_EQ(shop().get("http://localhost/v1/skus/" + sku).status, 200);
  auto encoded = sku;
  encoded.replace(encoded.find('-'), 1, "%2D");
  EXPECT_EQ(shop().get("/v1/skus/" + encoded).status, 200);
}

}  // namespace
}  // namespace doorbuster::system_tests
