// What is sent for an event: the event as it stood in the feed, an id that is always the same, and no field that its
// text could smuggle in.
#include "app/webhooks/message.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

namespace doorbuster::app {
namespace {

constexpr const char* line =
    R"({"position":17,"at":"2026-11-27T10:00:00.123Z","type":"order_paid","order":"ord_1","amount":1000000000000001})";

TEST(Message, HasTheEventAsItStood) {
  const auto message = message_of(line);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->body, R"({"type":"order_paid","timestamp":"2026-11-27T10:00:00.123Z","data":)" +
                               std::string(line) + "}");
  EXPECT_EQ(message->id, "evt_17_1795773600123");
  EXPECT_EQ(message->event, (EventMark{17, {1795773600123}, "order_paid"}));
  EXPECT_EQ(message->traceparent, "");
}

TEST(Message, HasAnIdWithoutAFullStop) {  // which would let a text move from one signed part to the next
  EXPECT_EQ(message_of(line)->id.find('.'), std::string::npos);
  EXPECT_EQ(test_message("a.b", {5}, 7).id, "evt_test_0000000000000007");
}

std::string traceparent_of(const std::string& value) {
  const auto message =
      message_of(R"({"position":1,"at":"2026-11-27T10:00:00Z","type":"order_paid","traceparent":)" + value + "}");
  return message ? message->traceparent : "no message";
}

TEST(Message, PassesATraceOnIfItIsOne) {
  const std::string good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  EXPECT_EQ(traceparent_of('"' + good + '"'), good);
  for (const char* other :
       {R"("")", "17", "null", R"("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0G")",
        R"("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331\r\nx")",
        R"("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")",
        R"("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x")"}) {
    EXPECT_EQ(traceparent_of(other), "") << other;
  }
}

TEST(Message, IsNotMadeOfWhatIsNoEvent) {
  for (const char* text :
       {"", "[]", "{", R"({"position":0,"at":"2026-11-27T10:00:00Z","type":"order_paid"})",
        R"({"position":"1","at":"2026-11-27T10:00:00Z","type":"order_paid"})",
        R"({"position":1,"at":"today","type":"order_paid"})", R"({"position":1,"at":"2026-11-27T10:00:00Z"})",
        R"({"position":1,"at":"2026-11-27T10:00:00Z","type":"order\"paid"})"}) {
    EXPECT_FALSE(message_of(text)) << text;
  }
}

TEST(Message, OfATestSaysWhoseItIs) {
  const auto body = boost::json::parse(test_message("erp", {0}, 1).body);
  EXPECT_EQ(body.at("type"), "webhook_test");
  EXPECT_EQ(body.at("timestamp"), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(body.at("data").at("endpoint"), "erp");
}

}  // namespace
}  // namespace doorbuster::app
