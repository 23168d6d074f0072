// GET /v1/events: what is asked of the feed.
#include <string>

#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

FeedRequest feed_of(ApiTest& test, const TestRequest& request) { return std::get<FeedRequest>(test.route(request)); }

TEST_F(ApiTest, AFeedStartsAtTheBeginningUnlessToldOtherwise) {
  const auto feed = feed_of(*this, {Method::get, "/v1/events"});
  EXPECT_EQ(feed.after.value, 0u);
  EXPECT_EQ(feed.limit, 100u);
  EXPECT_FALSE(feed.stream);
  const auto later = feed_of(*this, {Method::get, "/v1/events?limit=1000&after=18446744073709551615"});
  EXPECT_EQ(later.after.value, 18446744073709551615u);
  EXPECT_EQ(later.limit, 1000u);
}

TEST_F(ApiTest, AFeedMayBeOfSomeTypesAndOneSale) {
  const auto takes = [](const FeedRequest& feed, const inventory::Fact& fact) { return feed.filter.takes(fact); };
  const auto sale = inventory::SaleId::parse("s").value();
  const inventory::Fact paid = inventory::OrderPaid{{3}, sale, inventory::PaymentId::parse("p").value(), 1};
  const inventory::Fact cancelled = inventory::OrderCancelled{{3}, sale};
  const inventory::Fact stock = inventory::StockAdjusted{};
  const auto all = feed_of(*this, {Method::get, "/v1/events"});
  for (const auto& fact : {paid, cancelled, stock}) EXPECT_TRUE(takes(all, fact));
  for (const char* query : {"type=order_paid,stock_adjusted", "type=order_paid&type=stock_adjusted",
                            "type=order_paid%2Cstock_adjusted,order_paid"}) {
    const auto some = feed_of(*this, {Method::get, "/v1/events?" + std::string(query)});
    EXPECT_TRUE(takes(some, paid) && takes(some, stock)) << query;
    EXPECT_FALSE(takes(some, cancelled)) << query;
  }
  const auto of_sale = feed_of(*this, {Method::get, "/v1/events?sale=s&type=order_paid,stock_adjusted"});
  EXPECT_TRUE(takes(of_sale, paid));
  EXPECT_FALSE(takes(of_sale, cancelled));
  EXPECT_FALSE(takes(of_sale, stock)) << "stock belongs to no sale";
  EXPECT_FALSE(takes(feed_of(*this, {Method::get, "/v1/events?sale=t"}), paid));
  inventory::SalePut put;
  put.terms.sale = sale;
  EXPECT_TRUE(takes(feed_of(*this, {Method::get, "/v1/events?sale=s"}), put));
}

TEST_F(ApiTest, AFeedMayBeginAtTheLatest) {
  EXPECT_TRUE(feed_of(*this, {Method::get, "/v1/events?after=latest"}).from_latest);
  const auto resumed = feed_of(*this, TestRequest(Method::get, "/v1/events?after=latest").last_event_id("7"));
  EXPECT_FALSE(resumed.from_latest);
  EXPECT_EQ(resumed.after.value, 7u);
}

TEST_F(ApiTest, AStreamIsResumedByLastEventId) {
  const auto feed =
      feed_of(*this, TestRequest(Method::get, "/v1/events?after=3").accept("text/event-stream").last_event_id("7"));
  EXPECT_TRUE(feed.stream);
  EXPECT_EQ(feed.after.value, 7u);
}

TEST_F(ApiTest, OfAStreamHeadShowsTheTypeAlone) {
  const Routed routed = route(TestRequest(Method::head, "/v1/events").accept("text/event-stream"));
  EXPECT_EQ(std::get<HttpResponse>(routed).content_type, "text/event-stream");
  EXPECT_TRUE(std::get<HttpResponse>(routed).endless) << "GET would send more than any Content-Length says";
  EXPECT_TRUE(std::holds_alternative<FeedRequest>(route(TestRequest(Method::head, "/v1/events"))));
}

TEST_F(ApiTest, AMalformedFeedRequestIsRefused) {
  for (const char* query :
       {"after=-1", "after=", "after=x", "after=18446744073709551616", "limit=0", "limit=1001", "since=1",
        "type=", "type=order", "type=order_paid,", "type=,order_paid", "type=order_paid,,sku_put", "type=Order_paid",
        "type=order_paid&type=", "sale=", "sale=-", "sale=s&sale=s", "after=Latest", "after=latest&after=1"}) {
    EXPECT_EQ(code_of(get("/v1/events?" + std::string(query))), "invalid_request") << query;
  }
  EXPECT_EQ(code_of(call(TestRequest(Method::get, "/v1/events").last_event_id("x"))), "invalid_request");
}

}  // namespace
}  // namespace doorbuster::net
