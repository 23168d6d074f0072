// What a feed makes of a server with another journal, of one that no longer keeps the events, and of what is no event.
#include "app/webhooks/endpoint_feed.hpp"

#include <gmock/gmock.h>

#include "tests/app/client/scripted_server.hpp"

namespace doorbuster::app {
namespace {

using testing::HasSubstr;

constexpr const char* paid = R"({"position":17,"at":"2026-11-27T10:00:00.123Z","type":"order_paid","order":"ord_1"})"
                             "\n";
constexpr const char* held = R"({"position":18,"at":"2026-11-27T10:00:00.124Z","type":"order_held","order":"ord_2"})"
                             "\n";
constexpr const char* gone = R"({"type":"/problems/events-gone","title":"Gone","status":410,"code":"events_gone"})";

EndpointState at_paid() { return {.position = 17, .last = message_of(paid)->event}; }

std::string page(const std::string& lines, int looked_to) {
  return ScriptedServer::answer("200 OK", lines, "X-Journal-Position: " + std::to_string(looked_to) + "\r\n");
}

struct EndpointFeedTest : testing::Test {
  EndpointFeed feed_of(const ScriptedServer& server) {
    return {endpoint, ServerAccess{.url = server.url(), .key = {}, .ca_file = {}, .timeout = std::chrono::seconds(10)}};
  }
  Endpoint endpoint{.name = "erp", .url = {}, .secrets = {}, .types = {"order_paid", "order_held"}, .sale = "night"};
};

TEST_F(EndpointFeedTest, AsksForWhatTheEndpointWantsBehindTheLastItHas) {
  ScriptedServer server({page(paid, 17), page(held, 20)});
  EndpointFeed feed = feed_of(server);
  const auto next = feed.next(at_paid());
  ASSERT_TRUE(next);
  EXPECT_EQ(next->looked_to, 20u);
  ASSERT_EQ(next->messages.size(), 1u);
  EXPECT_EQ(next->messages[0].event.position, 18u);
  const auto requests = server.requests();
  EXPECT_THAT(requests[0], HasSubstr("GET /v1/events?after=16&limit=1 "));
  EXPECT_THAT(requests[1], HasSubstr("GET /v1/events?after=17&limit=100&type=order_paid&type=order_held&sale=night "));
}

TEST_F(EndpointFeedTest, TakesNothingFromAnotherJournal) {
  for (const char* instead : {held, ""}) {
    ScriptedServer server({page(instead, 18)});
    const auto next = feed_of(server).next(at_paid());
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().problem, problem_other_journal);
  }
}

TEST_F(EndpointFeedTest, LooksAgainOnceTheServerWasAway) {
  ScriptedServer server({page(paid, 17), page(held, 18), "", page(held, 18)});
  EndpointFeed feed = feed_of(server);
  EXPECT_TRUE(feed.next(at_paid()));
  EXPECT_EQ(feed.next(at_paid()).error().code, ExitCode::unavailable);
  EXPECT_EQ(feed.next(at_paid()).error().problem, problem_other_journal);
}

TEST_F(EndpointFeedTest, TellsThatEventsAreGone) {
  const std::string answer = ScriptedServer::answer("410 Gone", gone);
  ScriptedServer server({answer, answer});
  EXPECT_EQ(feed_of(server).next(at_paid()).error().problem, problem_events_gone);
}

TEST_F(EndpointFeedTest, RefusesWhatIsNoEvent) {
  ScriptedServer server({page("{\"position\":\"x\"}\n", 18)});
  EXPECT_THAT(feed_of(server).next({}).error().sentence, HasSubstr("that is none"));
}

}  // namespace
}  // namespace doorbuster::app
