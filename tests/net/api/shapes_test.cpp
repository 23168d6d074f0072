// Bodies that are JSON and yet not what the endpoint takes: 400 invalid_request, naming the member.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;

struct BadShape {
  const char* target;
  std::string body;
  const char* names;
};
void PrintTo(const BadShape& bad, std::ostream* out) { *out << bad.target << " " << bad.body.substr(0, 120); }

struct BadShapeTest : ApiTest, testing::WithParamInterface<BadShape> {};

TEST_P(BadShapeTest, IsRefusedByTheNameOfTheMember) {
  const bool puts = std::string_view(GetParam().target).find("/stock") == std::string_view::npos &&
                    std::string_view(GetParam().target).find("/v1/orders") == std::string_view::npos;
  const auto response =
      call(TestRequest(puts ? Method::put : Method::post, GetParam().target, GetParam().body).key("k"));
  ASSERT_EQ(code_of(response), "invalid_request") << response.body;
  EXPECT_THAT(text_of(json_of(response).at("detail")), HasSubstr(GetParam().names));
}

std::string qty(std::string_view number) {
  return R"({"sale":"s","buyer":"u","items":[{"sku":"lamp","qty":)" + std::string(number) + "}]}";
}
std::string lines(std::size_t count) {
  std::string items;
  for (std::size_t i = 0; i < count; ++i) items += (i ? "," : "") + std::string(R"({"sku":"lamp","qty":1})");
  return R"({"sale":"s","buyer":"u","items":[)" + items + "]}";
}

INSTANTIATE_TEST_SUITE_P(
    Orders, BadShapeTest,
    testing::Values(BadShape{"/v1/orders", "[]", "The body"}, BadShape{"/v1/orders", "null", "The body"},
                    BadShape{"/v1/orders", "{}", "`sale`"},
                    BadShape{"/v1/orders", R"({"sale":"s","items":[{"sku":"lamp","qty":1}]})", "`buyer`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u"})", "`items`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":[],"note":1})", "`note`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":[]})", "`items`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":{}})", "`items`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":[7]})", "`items[0]`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":[{"sku":"a","qty":1},{"sku":"b"}]})",
                             "`items[1].qty`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":[{"sku":"a","qty":1,"price":0}]})",
                             "`items[0].price`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"u","items":[{"sku":"-a","qty":1}]})",
                             "`items[0].sku`"},
                    BadShape{"/v1/orders", R"({"sale":"s s","buyer":"u","items":[{"sku":"a","qty":1}]})", "`sale`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":42,"items":[{"sku":"a","qty":1}]})", "`buyer`"},
                    BadShape{"/v1/orders", R"({"sale":"s","buyer":"","items":[{"sku":"a","qty":1}]})", "`buyer`"},
                    BadShape{"/v1/orders", R"({"Sale":"s","buyer":"u","items":[{"sku":"a","qty":1}]})", "`Sale`"},
                    BadShape{"/v1/orders", lines(101), "`items`"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, BadShapeTest,
    testing::Values(
        BadShape{"/v1/orders", qty("-1"), "`items[0].qty`"}, BadShape{"/v1/orders", qty("0"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("-0"), "`items[0].qty`"}, BadShape{"/v1/orders", qty("1000001"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("2147483648"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("9223372036854775808"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("18446744073709551615"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("18446744073709551616"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("18446744073709551617"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("100000000000000000000000000000000000001"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("1.0"), "`items[0].qty`"}, BadShape{"/v1/orders", qty("1e0"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("1e3"), "`items[0].qty`"}, BadShape{"/v1/orders", qty("1e999"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("\"1\""), "`items[0].qty`"}, BadShape{"/v1/orders", qty("true"), "`items[0].qty`"},
        BadShape{"/v1/orders", qty("null"), "`items[0].qty`"}, BadShape{"/v1/orders", qty("[1]"), "`items[0].qty`"}));

INSTANTIATE_TEST_SUITE_P(
    OtherBodies, BadShapeTest,
    testing::Values(BadShape{"/v1/orders/x/pay", R"({"payment":"p"})", "`amount`"},
                    BadShape{"/v1/orders/x/pay", R"({"payment":"p","amount":-1})", "`amount`"},
                    BadShape{"/v1/orders/x/pay", R"({"payment":"p","amount":1000000000000000001})", "`amount`"},
                    BadShape{"/v1/orders/x/pay", R"({"payment":"p p","amount":1})", "`payment`"},
                    BadShape{"/v1/orders/x/cancel", R"({"reason":"x"})", "`reason`"},
                    BadShape{"/v1/orders/x/cancel", "[]", "The body"}, BadShape{"/v1/orders/batch", "{}", "`orders`"},
                    BadShape{"/v1/orders/batch", R"({"orders":[]})", "`orders`"},
                    BadShape{"/v1/orders/batch", R"({"orders":[{}],"x":1})", "`x`"},
                    BadShape{"/v1/skus/lamp", "{}", "`name`"}, BadShape{"/v1/skus/lamp", R"({"name":""})", "`name`"},
                    BadShape{"/v1/skus/lamp", R"({"name":"a\u0000b"})", "`name`"},
                    BadShape{"/v1/skus/lamp", R"({"name":"a\nb"})", "`name`"},
                    BadShape{"/v1/skus/lamp", R"({"name":")" + std::string(257, 'x') + "\"}", "`name`"},
                    BadShape{"/v1/skus/lamp", R"({"name":"x","sku":"lamp"})", "`sku`"},
                    BadShape{"/v1/skus/lamp/stock", R"({"delta":1})", "`reason`"},
                    BadShape{"/v1/skus/lamp/stock", R"({"delta":1000000000000000001,"reason":""})", "`delta`"},
                    BadShape{"/v1/skus/lamp/stock", R"({"delta":-1000000000000000001,"reason":""})", "`delta`"},
                    BadShape{"/v1/skus/lamp/stock", R"({"delta":"1","reason":""})", "`delta`"}));

std::string sale(std::string_view member, std::string_view value) {
  boost::json::object body = boost::json::parse(R"({"name":"S","currency":"CNY","starts_at":"2026-11-11T00:00:00Z",
      "ends_at":"2026-11-12T00:00:00Z","hold_seconds":900,"late_payment":"refund",
      "items":[{"sku":"lamp","price":1}]})")
                                 .as_object();
  if (value.empty()) {
    body.erase(member);
  } else {
    body[member] = boost::json::parse(value);
  }
  return boost::json::serialize(body);
}
std::string sale_item(std::string_view members) { return sale("items", "[{" + std::string(members) + "}]"); }

INSTANTIATE_TEST_SUITE_P(
    Sales, BadShapeTest,
    testing::Values(BadShape{"/v1/sales/s", sale("name", ""), "`name`"},
                    BadShape{"/v1/sales/s", sale("currency", ""), "`currency`"},
                    BadShape{"/v1/sales/s", sale("starts_at", ""), "`starts_at`"},
                    BadShape{"/v1/sales/s", sale("ends_at", ""), "`ends_at`"},
                    BadShape{"/v1/sales/s", sale("hold_seconds", ""), "`hold_seconds`"},
                    BadShape{"/v1/sales/s", sale("late_payment", ""), "`late_payment`"},
                    BadShape{"/v1/sales/s", sale("items", ""), "`items`"},
                    BadShape{"/v1/sales/s", sale("sale", "\"t\""), "`sale`"},
                    BadShape{"/v1/sales/s", sale("status", "\"running\""), "`status`"},
                    BadShape{"/v1/sales/s", sale("currency", "\"cny\""), "`currency`"},
                    BadShape{"/v1/sales/s", sale("currency", "\"CNYX\""), "`currency`"},
                    BadShape{"/v1/sales/s", sale("starts_at", "\"tomorrow\""), "`starts_at`"},
                    BadShape{"/v1/sales/s", sale("starts_at", "1794355200"), "`starts_at`"},
                    BadShape{"/v1/sales/s", sale("ends_at", "\"2026-11-11T00:00:00.000Z\""), "`ends_at`"},
                    BadShape{"/v1/sales/s", sale("hold_seconds", "0"), "`hold_seconds`"},
                    BadShape{"/v1/sales/s", sale("hold_seconds", "604801"), "`hold_seconds`"},
                    BadShape{"/v1/sales/s", sale("late_payment", "\"keep\""), "refund, reclaim"},
                    BadShape{"/v1/sales/s", sale("one_order_in_flight", "1"), "`one_order_in_flight`"},
                    BadShape{"/v1/sales/s", sale("one_order_in_flight", "null"), "must be true or false"},
                    BadShape{"/v1/sales/s", sale("items", "[]"), "`items`"},
                    BadShape{"/v1/sales/s",
                             sale("items", R"([{"sku":"a","price":1},{"sku":"b","price":1},{"sku":"a","price":1}])"),
                             "`items[2].sku`"},
                    BadShape{"/v1/sales/s", sale_item(R"("sku":"a")"), "`items[0].price`"},
                    BadShape{"/v1/sales/s", sale_item(R"("sku":"a","price":-1)"), "`items[0].price`"},
                    BadShape{"/v1/sales/s", sale_item(R"("sku":"a","price":1000000000001)"), "`items[0].price`"},
                    BadShape{"/v1/sales/s", sale_item(R"("sku":"a","price":1,"quota":-1)"), "`items[0].quota`"},
                    BadShape{"/v1/sales/s", sale_item(R"("sku":"a","price":1,"quota":null)"), "`items[0].quota`"},
                    BadShape{"/v1/sales/s", sale_item(R"("sku":"a","price":1,"per_buyer_limit":0)"),
                             "`items[0].per_buyer_limit`"}));

TEST_F(ApiTest, AFaultNeverTellsBackMoreThanTheStartOfALongName) {
  const auto response = put("/v1/skus/lamp", "{\"" + std::string(60'000, 'x') + "\":1}");
  EXPECT_LT(response.body.size(), 400u);
}

}  // namespace
}  // namespace doorbuster::net
