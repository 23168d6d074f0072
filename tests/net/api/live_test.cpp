// GET /v1/live and GET /v1/sales.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using boost::json::object;
using testing::HasSubstr;
using testing::Not;

object live(ApiTest& test) { return json_of(test.get("/v1/live")); }

TEST_F(ApiTest, LiveFiguresAreThoseOfTheSale) {
  open_sale(5);
  for (const char* buyer : {"u1", "u2", "u3"}) ASSERT_EQ(place(buyer, buyer).status, 201);
  const auto figures = live(*this);
  EXPECT_EQ(figures.at("all_sales"), 1);
  EXPECT_EQ(figures.at("role"), "operator");
  object sale = figures.at("sales").at(0).as_object();
  EXPECT_EQ(sale.at("all_items"), 1);
  object item = sale.at("items").at(0).as_object();
  EXPECT_EQ(item.at("stock"), (object{{"received", 5}, {"available", 2}, {"held", 3}, {"sold", 0}}));
  EXPECT_EQ(item.at("name"), json_of(get("/v1/skus/lamp")).at("name"));

  // All else is as GET /v1/sales/{sale} tells it.
  sale.erase("all_items");
  item.erase("stock");
  item.erase("name");
  sale.at("items") = {item};
  EXPECT_EQ(sale, json_of(get("/v1/sales/sale")));
}

TEST_F(ApiTest, LiveFiguresCountRefusalsByTheirCodes) {
  open_sale(1);
  EXPECT_EQ(live(*this).at("server").at("refusals"), object{});
  ASSERT_EQ(place("u1", "1").status, 201);
  place("u2", "2");
  place("u3", "3");
  EXPECT_EQ(code_of(get("/v1/orders/ord_0000000000000")), "order_not_found");
  EXPECT_EQ(code_of(get("/v1/sales/unknown")), "sale_not_found");
  meters.rate_limited[0].add(2);
  meters.rate_limited[2].add(3);
  const auto refusals = live(*this).at("server").at("refusals").as_object();
  EXPECT_EQ(refusals.at("sold_out"), 2);
  EXPECT_EQ(refusals.at("rate_limited"), 5);
  EXPECT_FALSE(refusals.contains("overloaded"));
}

TEST_F(ApiTest, LiveFiguresSayWhyNoOrdersAreTaken) {
  EXPECT_EQ(live(*this).at("server").at("ready"), true);
  server.draining = true;
  const auto figures = live(*this).at("server");
  EXPECT_EQ(figures.at("ready"), false);
  EXPECT_THAT(text_of(figures.at("not_ready_reason")), HasSubstr("draining"));
}

TEST_F(ApiTest, LiveFiguresAreOneLine) {
  open_sale(1);
  EXPECT_THAT(get("/v1/live").body, Not(HasSubstr("\n"))) << "an event's data ends with its line";
}

TEST_F(ApiTest, LiveFiguresAreAStreamForWhoAsksForOne) {
  const auto streamed = route(TestRequest(Method::get, "/v1/live").accept("text/event-stream"));
  EXPECT_TRUE(std::holds_alternative<LiveRequest>(streamed));
  const auto head = call(TestRequest(Method::head, "/v1/live").accept("text/event-stream"));
  EXPECT_EQ(head.content_type, "text/event-stream");
  EXPECT_EQ(code_of(get("/v1/live?sale=sale")), "invalid_request");
}

TEST_F(ApiTest, SalesAreListedByPages) {
  open_sale(5);
  EXPECT_EQ(get("/v1/sales").body, R"({"data":[)" + get("/v1/sales/sale").body + R"(],"next_after":null})");
  const std::string terms = R"({"name":"S","currency":"EUR","hold_seconds":9,"late_payment":"refund",)"
                            R"("starts_at":"2026-01-01T00:00:00Z","ends_at":"2999-01-01T00:00:00Z",)"
                            R"("items":[{"sku":"lamp","price":100}]})";
  ASSERT_EQ(put("/v1/sales/another", terms).status, 201);
  const auto first = json_of(get("/v1/sales?limit=1"));
  EXPECT_EQ(first.at("next_after"), "sale");
  const auto last = json_of(get("/v1/sales?limit=1&after=sale"));
  EXPECT_EQ(last.at("data").at(0).at("sale"), "another");
  EXPECT_TRUE(last.at("next_after").is_null());
  EXPECT_EQ(code_of(get("/v1/sales?after=unknown")), "sale_not_found");
}

struct BadSaleListingTest : ApiTest, testing::WithParamInterface<const char*> {};

TEST_P(BadSaleListingTest, IsRefused) {
  EXPECT_EQ(code_of(get("/v1/sales?" + std::string(GetParam()))), "invalid_request");
}

INSTANTIATE_TEST_SUITE_P(Table, BadSaleListingTest,
                         testing::Values("limit=0", "limit=1001", "limit=", "after=-", "after=", "page=2",
                                         "after=a&after=a", "status=paid"));

}  // namespace
}  // namespace doorbuster::net
