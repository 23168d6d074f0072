// What is wrong with a request before any operation looks at it, and what answers first.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

constexpr const char* good_order = R"({"sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1}]})";

struct Bad {
  const char* name;
  TestRequest request;
  int status;
  const char* code;
};
void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

TestRequest keyed_order(std::string body) { return TestRequest(Method::post, "/v1/orders", std::move(body)).key("k"); }

struct BadRequestTest : ApiTest, testing::WithParamInterface<Bad> {};

TEST_P(BadRequestTest, IsAnsweredWithItsProblemAndChangesNothing) {
  open_sale(5);
  const auto before = fingerprint();
  const HttpResponse response = call(GetParam().request);
  EXPECT_EQ(response.status, GetParam().status) << response.body;
  EXPECT_EQ(code_of(response), GetParam().code) << response.body;
  EXPECT_EQ(fingerprint(), before);
}

INSTANTIATE_TEST_SUITE_P(
    PathAndMethod, BadRequestTest,
    testing::Values(Bad{"NoSuchPath", {Method::get, "/v2/orders"}, 404, "not_found"},
                    Bad{"PathBeforeMethod", {Method::other, "/v2/orders"}, 404, "not_found"},
                    Bad{"OptionsOfNothing", {Method::options, "/v2/orders"}, 404, "not_found"},
                    Bad{"StarIsForOptions", {Method::get, "*"}, 404, "not_found"},
                    Bad{"MethodOfAnother", {Method::put, "/v1/orders", good_order}, 405, "method_not_allowed"},
                    Bad{"MethodUnknown", {Method::other, "/v1/skus/lamp"}, 405, "method_not_allowed"},
                    Bad{"HeadOfAWrite", {Method::head, "/v1/orders/batch"}, 405, "method_not_allowed"},
                    Bad{"MethodBeforeType", TestRequest(Method::post, "/v1/skus/lamp", "x").type("text/x"), 405,
                        "method_not_allowed"},
                    Bad{"NoSuchProblem", {Method::get, "/problems/bad-luck"}, 404, "not_found"},
                    Bad{"ProblemInSnakeCase", {Method::get, "/problems/sold_out"}, 404, "not_found"}),
    [](const auto& each) { return each.param.name; });

INSTANTIATE_TEST_SUITE_P(
    TypeKeyAndJson, BadRequestTest,
    testing::Values(
        Bad{"NoType", keyed_order(good_order).type(std::nullopt), 415, "unsupported_media_type"},
        Bad{"OtherType", keyed_order(good_order).type("text/plain"), 415, "unsupported_media_type"},
        Bad{"TypeBeforeKey", TestRequest(Method::post, "/v1/orders", "x").type("text/x"), 415,
            "unsupported_media_type"},
        Bad{"CancelWithOtherType", TestRequest(Method::post, "/v1/orders/x/cancel", "{}").type("text/x"), 415,
            "unsupported_media_type"},
        Bad{"Coded", keyed_order(good_order).coding("gzip"), 415, "unsupported_media_type"},
        Bad{"CodedTwice", keyed_order(good_order).coding("identity, br"), 415, "unsupported_media_type"},
        Bad{"CodingBeforeKey", TestRequest(Method::post, "/v1/orders", "x").coding("br"), 415,
            "unsupported_media_type"},
        Bad{"CodedAsItIs", keyed_order("{").coding("Identity"), 400, "invalid_json"},
        Bad{"NoKey", {Method::post, "/v1/orders", good_order}, 400, "idempotency_key_missing"},
        Bad{"NoStockKey", {Method::post, "/v1/skus/lamp/stock", "{}"}, 400, "idempotency_key_missing"},
        Bad{"KeyBeforeJson", {Method::post, "/v1/orders", "{"}, 400, "idempotency_key_missing"},
        Bad{"BadKey", keyed_order(good_order).key("a b"), 400, "idempotency_key_invalid"},
        Bad{"TwoKeys", keyed_order(good_order).key("a, b"), 400, "idempotency_key_invalid"},
        Bad{"EmptyKey", keyed_order(good_order).key(""), 400, "idempotency_key_invalid"},
        Bad{"EmptyBody", TestRequest(Method::post, "/v1/orders").type("application/json").key("k"), 400,
            "invalid_json"},
        Bad{"NotJson", keyed_order("{"), 400, "invalid_json"},
        Bad{"TrailingBytes", keyed_order(std::string(good_order) + "x"), 400, "invalid_json"},
        Bad{"SecondValue", keyed_order(std::string(good_order) + "{}"), 400, "invalid_json"},
        Bad{"NotUtf8", keyed_order("{\"sale\":\"\xff\"}"), 400, "invalid_json"},
        Bad{"DuplicateMember",
            keyed_order(R"({"sale":"sale","sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1}]})"), 400,
            "invalid_json"},
        Bad{"DuplicateBesideAnUnknownMember",
            keyed_order(R"({"x":1,"sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1,"qty":1}]})"), 400,
            "invalid_json"},
        Bad{"DuplicateAndBadQuery", TestRequest(Method::post, "/v1/orders?x=1", R"({"a":1,"a":1})").key("k"), 400,
            "invalid_json"},
        Bad{"DuplicateAndBadPathId", {Method::put, "/v1/skus/-x", R"({"a":1,"a":1})"}, 400, "invalid_json"},
        Bad{"DuplicateInAWholeBatch",
            {Method::post, "/v1/orders/batch",
             R"({"orders":[{"key":"k","sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1}]},)"
             R"({"key":"k2","sale":"sale","buyer":"u","items":[{"sku":"lamp","sku":"lamp","qty":1}]}]})"}, 400,
            "invalid_json"},
        Bad{"DuplicateInALine", keyed_order(R"({"sale":"sale","buyer":"u","items":[{"sku":"lamp","qty":1,"qty":1}]})"),
            400, "invalid_json"},
        Bad{"JsonBeforeQuery", TestRequest(Method::post, "/v1/orders?x=1", "{").key("k"), 400, "invalid_json"},
        Bad{"JsonBeforePathId", {Method::put, "/v1/skus/-x", "{"}, 400, "invalid_json"},
        Bad{"CancelNotJson", {Method::post, "/v1/orders/x/cancel", "{"}, 400, "invalid_json"}),
    [](const auto& each) { return each.param.name; });

INSTANTIATE_TEST_SUITE_P(
    PathAndQueryShape, BadRequestTest,
    testing::Values(Bad{"BadSku", {Method::get, "/v1/skus/-lamp"}, 400, "invalid_request"},
                    Bad{"BadSkuToPut", {Method::put, "/v1/skus/-lamp", R"({"name":"x"})"}, 400, "invalid_request"},
                    Bad{"BadSale", {Method::get, "/v1/sales/a%20b"}, 400, "invalid_request"},
                    Bad{"BrokenEscape", {Method::get, "/v1/sales/a%2"}, 400, "invalid_request"},
                    Bad{"LongSku", {Method::get, "/v1/skus/" + std::string(65, 'x')}, 400, "invalid_request"},
                    Bad{"QueryUnknown", {Method::get, "/v1/skus/lamp?verbose=1"}, 400, "invalid_request"},
                    Bad{"QueryOfAWrite", TestRequest(Method::post, "/v1/orders?dry=1", good_order).key("k"), 400,
                        "invalid_request"},
                    Bad{"QueryOfAPage", {Method::get, "/livez?x=1"}, 400, "invalid_request"},
                    Bad{"OrderIdUnknown", {Method::get, "/v1/orders/17"}, 404, "order_not_found"},
                    Bad{"OrderIdToCancel", {Method::post, "/v1/orders/17/cancel"}, 404, "order_not_found"},
                    Bad{"ShapeBeforeOrderId", {Method::post, "/v1/orders/17/pay", "{}"}, 400, "invalid_request"}),
    [](const auto& each) { return each.param.name; });

TEST_F(ApiTest, OptionsTellsWhatIsAllowed) {
  const auto response = call(TestRequest(Method::options, "/v1/orders"));
  EXPECT_EQ(response.status, 204);
  EXPECT_TRUE(response.content_type.empty());
  EXPECT_EQ(field(response, "Allow"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(field(call(TestRequest(Method::options, "*")), "Allow"), "GET, HEAD, OPTIONS, POST, PUT");
  EXPECT_EQ(field(call(TestRequest(Method::other, "/livez")), "Allow"), "GET, HEAD, OPTIONS");
}

TEST_F(ApiTest, ARefusedRequestLeavesTheOthersOfItsSubmission) {
  ASSERT_TRUE(std::holds_alternative<Pending>(route(TestRequest(Method::get, "/v1/skus/lamp"))));
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(route(keyed_order(R"({"sale":"sale","buyer":"u","items":[{}]})"))));
  const Routed next = route(keyed_order(good_order));
  EXPECT_EQ(std::get<Pending>(next).first, 1u);
  EXPECT_EQ(submission.requests.size(), 2u);
}

}  // namespace
}  // namespace doorbuster::net
