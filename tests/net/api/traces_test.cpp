// Traces from a request to the events that it leads to.
#include "net/trace/trace_context.hpp"
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view trace_a = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr std::string_view trace_b = "0af7651916cd43dd8448eb211c80319c";

std::string traceparent(std::string_view trace, std::string_view flags = "01") {
  return "00-" + std::string(trace) + "-00f067aa0ba902b7-" + std::string(flags);
}

struct TracesTest : ApiTest {
  static std::string order_of(std::string_view buyer) {
    return R"({"sale":"sale","buyer":")" + std::string(buyer) + R"(","items":[{"sku":"lamp","qty":1}]})";
  }
  HttpResponse place_traced(std::string_view buyer, const std::string& field) {
    return call(TestRequest(Method::post, "/v1/orders", order_of(buyer)).key(buyer).traceparent(field));
  }
  // The newest event as the feed tells it.
  std::string newest() {
    return render_events({{{7}, journal->events.back()}}, engine->order_ids(), &server.traces).body;
  }
};

TEST_F(TracesTest, GoFromAnOrderToItsEvents) {
  open_sale(5);
  const auto placed = place_traced("u1", traceparent(trace_a));
  ASSERT_EQ(placed.status, 201);
  ASSERT_TRUE(api.asked().trace);
  EXPECT_EQ(traceparent_text(*api.asked().trace), traceparent(trace_a));
  TraceContext ours = *api.asked().trace;
  ours.parent = api.asked().span;
  EXPECT_NE(ours.parent, 0x00f067aa0ba902b7U);
  EXPECT_THAT(newest(), HasSubstr(R"("type":"order_held")"));
  EXPECT_THAT(newest(), HasSubstr(R"(,"traceparent":")" + traceparent_text(ours) + "\"}\n"));

  time.ms += 1000 * (hold_seconds + 1);
  engine->step();
  EXPECT_THAT(newest(), HasSubstr(R"("type":"order_expired")"));
  EXPECT_THAT(newest(), HasSubstr(traceparent_text(ours))) << "what becomes of it by itself is of the same trace";
}

TEST_F(TracesTest, OfALaterRequestAreThoseOfItsEvents) {
  open_sale(5);
  const auto placed = place_traced("u1", traceparent(trace_a));
  const auto held = journal->events.back();
  const std::string pay = R"({"payment":"p","amount":100})";
  ASSERT_EQ(call(TestRequest(Method::post, path_of(placed) + "/pay", pay).traceparent(traceparent(trace_b))).status,
            200);
  EXPECT_THAT(newest(), HasSubstr(R"("type":"order_paid")"));
  EXPECT_THAT(newest(), HasSubstr(trace_b));
  EXPECT_THAT(render_events({{{6}, held}}, engine->order_ids(), &server.traces).body, HasSubstr(trace_a));

  const auto other = place("u2", "2");
  ASSERT_EQ(call(TestRequest(Method::post, path_of(other) + "/cancel").traceparent(traceparent(trace_b))).status, 200);
  EXPECT_THAT(newest(), HasSubstr(R"("type":"order_cancelled")"));
  EXPECT_THAT(newest(), HasSubstr(trace_b));
}

TEST_F(TracesTest, AreNotToldWhereThereIsNone) {
  open_sale(5);
  ASSERT_EQ(place("u1", "1").status, 201);
  EXPECT_FALSE(api.asked().trace);
  EXPECT_THAT(newest(), Not(HasSubstr("traceparent")));
  ASSERT_EQ(place_traced("u2", traceparent(trace_a, "00")).status, 201);
  EXPECT_TRUE(api.asked().trace);
  EXPECT_THAT(newest(), Not(HasSubstr("traceparent"))) << "nobody has recorded it";
  ASSERT_EQ(place_traced("u3", "00-" + std::string(trace_a) + "-0000000000000000-01").status, 201);
  EXPECT_FALSE(api.asked().trace);
  EXPECT_THAT(newest(), Not(HasSubstr("traceparent"))) << "it isn't spelled as it must be";
  EXPECT_EQ(render_events({{{7}, journal->events.back()}}, engine->order_ids()).body, newest());
}

}  // namespace
}  // namespace doorbuster::net
