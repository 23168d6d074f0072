// Everything a client can get wrong in a body, a path or a query: each has its status and code, and changes nothing.
#include "tests/system/bad_input.hpp"

namespace doorbuster::system_tests {
namespace {

const std::vector<BadBody> not_json = {
    {"{", "invalid_json"},
    {"nonsense", "invalid_json"},
    {" ", "invalid_json"},
    {"{}x", "invalid_json"},
    {"{} {}", "invalid_json"},
    {"{'sku':1}", "invalid_json"},
    {"{\"a\":1,}", "invalid_json"},
    {"{\"sale\":\"\xFF\"}", "invalid_json"},
    {"{\"sale\":\"a\nb\"}", "invalid_json"},
    {"{\"sale\":NaN}", "invalid_json"},
    {"{\"sale\":01}", "invalid_json"},
    {"{\"sale\":\"\\ud800\"}", "invalid_json"},
    {"[]"},
    {"null"},
    {"\"text\""},
    {"7"},
};

TEST_F(BadInput, WhatIsNotAJsonObjectIsNoOrder) { expect_refused_each("POST", "/v1/orders", not_json); }

TEST_F(BadInput, WhatIsNotAJsonObjectIsNoAdjustment) { expect_refused_each("POST", "/v1/skus/$SKU/stock", not_json); }

TEST_F(BadInput, WhatIsNotAJsonObjectIsNoPayment) { expect_refused_each("POST", "/v1/orders/$ORDER/pay", not_json); }

TEST_F(BadInput, WhatIsNotAJsonObjectIsNoSku) { expect_refused_each("PUT", "/v1/skus/$SKU", not_json); }

TEST_F(BadInput, WhatIsNotAJsonObjectIsNoSale) { expect_refused_each("PUT", "/v1/sales/$SALE", not_json); }

TEST_F(BadInput, AnOrderOfBadShapeIsRefused) {
  expect_refused_each(
      "POST", "/v1/orders",
      {{"{}"},
       {R"({"buyer":"b","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b"})"},
       {R"({"sale":"$SALE","buyer":"b","items":[]})"},
       {R"({"sale":"$SALE","buyer":"b","items":{}})"},
       {R"({"sale":"$SALE","buyer":"b","items":[7]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU"}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":0}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":-1}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1000001}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1.0}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1e0}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":"1"}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":true}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":null}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":18446744073709551617}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1,"price":1}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":7,"qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"-b","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b b","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b\u0000","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"bü","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":null,"items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b1234567890123456789012345678901234567890123456789012345678901234",)"
        R"("items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":["$SALE"],"buyer":"b","items":[{"sku":"$SKU","qty":1}]})"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1}],"colour":"red"})"},
       {R"({"sale":"$SALE","buyer":"b","buyer":"b","items":[{"sku":"$SKU","qty":1}]})", "invalid_json"},
       {R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1,"qty":1}]})", "invalid_json"},
       {R"({"sale":"$SALE","buyer":"b","b\u0075yer":"b","items":[{"sku":"$SKU","qty":1}]})", "invalid_json"}});
}

TEST_F(BadInput, TheDetailNamesTheMember) {
  const auto detail = [&](const std::string& body) {
    const auto reply = shop().send("POST", "/v1/orders", filled(body), {{"Idempotency-Key", new_key()}});
    return text(reply.json(), "detail");
  };
  EXPECT_NE(detail(R"({"sale":"$SALE","buyer":7,"items":[{"sku":"$SKU","qty":1}]})").find("buyer"), std::string::npos);
  EXPECT_NE(detail(R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":0}]})").find("qty"), std::string::npos);
  EXPECT_NE(detail(R"({"sale":"$SALE","buyer":"b"})").find("items"), std::string::npos);
  EXPECT_NE(detail(R"({"sale":"$SALE","buyer":"b","items":[{"sku":"$SKU","qty":1}],"colour":1})").find("colour"),
            std::string::npos);
}

TEST_F(BadInput, ADeeplyNestedBodyIsRefused) {
  const std::string deep = std::string(30'000, '[') + std::string(30'000, ']');
  const auto before = world();
  for (const auto& body : {deep, "{\"sale\":" + deep + "}", std::string(60'000, '['), "{\"x\":" + deep + "}"}) {
    EXPECT_TRUE(is_problem(shop().send("POST", "/v1/orders", body, {{"Idempotency-Key", new_key()}}), 400, ""));
  }
  EXPECT_EQ(before, world());
}

TEST_F(BadInput, AnAdjustmentOfBadShapeIsRefused) {
  expect_refused_each("POST", "/v1/skus/$SKU/stock",
                      {{"{}"},
                       {R"({"delta":1})"},
                       {R"({"reason":"r"})"},
                       {R"({"delta":1.0,"reason":"r"})"},
                       {R"({"delta":1e3,"reason":"r"})"},
                       {R"({"delta":"1","reason":"r"})"},
                       {R"({"delta":null,"reason":"r"})"},
                       {R"({"delta":1,"reason":7})"},
                       {R"({"delta":9223372036854775808,"reason":"r"})"},
                       {R"({"delta":1,"reason":"r","sku":"$SKU"})"},
                       {R"({"delta":1,"delta":1,"reason":"r"})", "invalid_json"}});
}

TEST_F(BadInput, ASkuOfBadShapeIsRefused) {
  expect_refused_each("PUT", "/v1/skus/$SKU",
                      {{"{}"},
                       {R"({"name":7})"},
                       {R"({"name":null})"},
                       {R"({"name":"n","stock":5})"},
                       {R"({"name":"n","name":"n"})", "invalid_json"}});
}

TEST_F(BadInput, APaymentOfBadShapeIsRefused) {
  expect_refused_each("POST", "/v1/orders/$ORDER/pay",
                      {{"{}"},
                       {R"({"payment":"p"})"},
                       {R"({"amount":19900})"},
                       {R"({"payment":"","amount":19900})"},
                       {R"({"payment":"p p","amount":19900})"},
                       {R"({"payment":7,"amount":19900})"},
                       {R"({"payment":"p","amount":-1})"},
                       {R"({"payment":"p","amount":19900.0})"},
                       {R"({"payment":"p","amount":"19900"})"},
                       {R"({"payment":"p","amount":19900,"currency":"CNY"})"},
                       {R"({"payment":"p","amount":19900,"amount":19900})", "invalid_json"}});
}

TEST_F(BadInput, BadIdsInPathsChangeNothing) {
  const auto before = world();
  for (const auto* id : {"-x", ".x", "a%20b", "%C3%BC", "a%00b", "a%2Fb", "%zz",
                         "x1234567890123456789012345678901234567890123456789012345678901234"}) {
    for (const auto* method : {"GET", "PUT"}) {
      const auto body = std::string_view(method) == "PUT" ? R"({"name":"n"})" : "";
      const auto status = shop().send(method, std::string("/v1/skus/") + id, body).status;
      EXPECT_TRUE(status == 400 || status == 404) << method << " " << id << ": " << status;
    }
  }
  EXPECT_EQ(before, world());
}

TEST_F(BadInput, UnknownQueryParametersAreRefusedEverywhere) {
  for (const auto* target :
       {"/v1/skus/$SKU?x=1", "/v1/sales/$SALE?x", "/v1/orders/$ORDER?limit=1", "/v1/orders?x=1", "/v1/events?x=1"}) {
    EXPECT_TRUE(is_problem(shop().get(filled(target)), 400, "invalid_request")) << target;
  }
  expect_refused([&] { return shop().send("POST", filled("/v1/orders/$ORDER/cancel?x=1")); }, 400, "invalid_request");
}

}  // namespace
}  // namespace doorbuster::system_tests
