// GET /v1/events: what is asked of the feed.
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

TEST_F(ApiTest, AStreamIsResumedByLastEventId) {
  const auto feed =
      feed_of(*this, TestRequest(Method::get, "/v1/events?after=3").accept("text/event-stream").last_event_id("7"));
  EXPECT_TRUE(feed.stream);
  EXPECT_EQ(feed.after.value, 7u);
}

TEST_F(ApiTest, OfAStreamHeadShowsTheTypeAlone) {
  const Routed routed = route(TestRequest(Method::head, "/v1/events").accept("text/event-stream"));
  EXPECT_EQ(std::get<HttpResponse>(routed).content_type, "text/event-stream");
  EXPECT_TRUE(std::holds_alternative<FeedRequest>(route(TestRequest(Method::head, "/v1/events"))));
}

TEST_F(ApiTest, AMalformedFeedRequestIsRefused) {
  for (const char* query :
       {"after=-1", "after=", "after=x", "after=18446744073709551616", "limit=0", "limit=1001", "since=1"}) {
    EXPECT_EQ(code_of(get("/v1/events?" + std::string(query))), "invalid_request") << query;
  }
  EXPECT_EQ(code_of(call(TestRequest(Method::get, "/v1/events").last_event_id("x"))), "invalid_request");
}

}  // namespace
}  // namespace doorbuster::net
