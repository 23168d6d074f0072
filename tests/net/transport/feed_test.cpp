// The event feed: pages in their place among other answers, and streams.
#include <gtest/gtest.h>

#include "running_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::get;
using test::put_sku;
using test::read_until;
using test::RunningServer;
using test::status_of_next;

constexpr std::string_view wants_stream = "Accept: text/event-stream\r\n";

TEST(EventFeed, AnswersPagesInTheirPlace) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  client.send(put_sku("a"));
  EXPECT_EQ(status_of_next(client), 201);
  client.send(put_sku("b") + get("/v1/events?limit=1") + get("/v1/skus/b"));
  EXPECT_EQ(status_of_next(client), 201);
  const auto page = client.read_reply();
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_NE(page->body.find("\"sku\":\"a\""), std::string::npos) << page->body;
  EXPECT_EQ(page->body.find("\"sku\":\"b\""), std::string::npos) << page->body;
  EXPECT_EQ(status_of_next(client), 200);
}

TEST(EventFeed, StreamsWhatIsAndWhatComes) {
  RunningServer running;
  running.run_engine();
  HttpClient writer(running.port()), reader(running.port());
  writer.send(put_sku("first"));
  EXPECT_EQ(status_of_next(writer), 201);
  reader.send(get("/v1/events", std::string(wants_stream)));
  const auto head = reader.read_head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->field("content-type"), "text/event-stream");
  EXPECT_EQ(head->field("transfer-encoding"), "chunked");
  EXPECT_NE(read_until(reader, *head, "first").find("id: 1\n"), std::string::npos);
  for (int i = 0; i < 5; ++i) {
    const auto sku = "later" + std::to_string(i);
    writer.send(put_sku(sku));
    EXPECT_EQ(status_of_next(writer), 201);
    EXPECT_NE(read_until(reader, *head, sku).find(sku), std::string::npos);
  }
}

TEST(EventFeed, LooksPastWhatIsNotAskedFor) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  client.send(put_sku("a") + put_sku("b"));
  EXPECT_EQ(status_of_next(client), 201);
  EXPECT_EQ(status_of_next(client), 201);
  client.send(get("/v1/events?type=order_held") + get("/v1/events?type=sku_put&limit=1") +
              get("/v1/events?after=latest"));
  const auto none = client.read_reply();
  ASSERT_TRUE(none);
  EXPECT_EQ(none->body, "");
  EXPECT_EQ(none->field("x-journal-position"), "2") << "how far it has looked";
  const auto first = client.read_reply();
  ASSERT_TRUE(first);
  EXPECT_NE(first->body.find("\"sku\":\"a\""), std::string::npos);
  EXPECT_EQ(first->field("x-journal-position"), "1");
  const auto latest = client.read_reply();
  ASSERT_TRUE(latest);
  EXPECT_EQ(latest->body, "");
  EXPECT_EQ(latest->field("x-journal-position"), "2");
}

TEST(EventFeed, StreamsFromTheLatestWhatIsAskedForAlone) {
  RunningServer running;
  running.run_engine();
  HttpClient writer(running.port()), reader(running.port()), filtered(running.port());
  writer.send(put_sku("old"));
  EXPECT_EQ(status_of_next(writer), 201);
  const auto stream = [](HttpClient& client, const std::string& query) {
    client.send(get("/v1/events?" + query, std::string(wants_stream)));
    return client.read_head().value();
  };
  const auto head = stream(reader, "after=latest&type=sku_put");
  const auto filtered_head = stream(filtered, "type=stock_adjusted");
  writer.send(put_sku("new"));
  EXPECT_EQ(status_of_next(writer), 201);
  const auto text = read_until(reader, head, "new");
  EXPECT_EQ(text.find("old"), std::string::npos) << text;
  const std::string stock = R"({"delta":1,"reason":"r"})";
  writer.send("POST /v1/skus/new/stock HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n"
              "Content-Length: " + std::to_string(stock.size()) + "\r\n\r\n" + stock);
  EXPECT_EQ(status_of_next(writer), 200);
  const auto adjusted = read_until(filtered, filtered_head, "stock_adjusted");
  EXPECT_NE(adjusted.find("id: 3\n"), std::string::npos) << adjusted;
  EXPECT_EQ(adjusted.find("sku_put"), std::string::npos) << adjusted;
}

TEST(EventFeed, ResumesAfterTheLastEventId) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  client.send(put_sku("a") + put_sku("b"));
  EXPECT_EQ(status_of_next(client), 201);
  EXPECT_EQ(status_of_next(client), 201);
  client.send(get("/v1/events", std::string(wants_stream) + "Last-Event-ID: 1\r\n"));
  const auto head = client.read_head();
  ASSERT_TRUE(head);
  const auto text = read_until(client, *head, "\"b\"");
  EXPECT_NE(text.find("id: 2\n"), std::string::npos);
  EXPECT_EQ(text.find("id: 1\n"), std::string::npos);
}

TEST(EventFeed, StreamsToHttp10UntilItCloses) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  client.send(put_sku("a"));
  EXPECT_EQ(status_of_next(client), 201);
  client.send("GET /v1/events HTTP/1.0\r\n" + std::string(wants_stream) + "\r\n");
  const auto head = client.read_head();
  ASSERT_TRUE(head);
  EXPECT_FALSE(head->has("transfer-encoding"));
  EXPECT_EQ(head->field("connection"), "close");
  EXPECT_NE(read_until(client, *head, "\"a\"").find("id: 1\n"), std::string::npos);
}

TEST(EventFeed, BoundsItsStreamsAndGivesPlacesBack) {
  ServerOptions options;
  options.event_streams_max = 1;
  RunningServer running(options);
  running.run_engine();
  const auto opened = [&](HttpClient& client) {
    client.send(get("/v1/events", std::string(wants_stream)));
    const auto head = client.read_head();
    return head ? head->status : 0;
  };
  HttpClient first(running.port());
  ASSERT_EQ(opened(first), 200);
  HttpClient second(running.port());
  EXPECT_EQ(opened(second), 503);
  first.close();
  for (int i = 0; i < 1000; ++i) {
    HttpClient next(running.port());
    if (opened(next) == 200) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL() << "the place of a stream whose client went was not given to another";
}

TEST(EventFeed, AnswersHeadOfAStreamWithoutOne) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  client.send("HEAD /v1/events HTTP/1.1\r\nHost: a\r\n" + std::string(wants_stream) + "\r\n" + get("/livez"));
  EXPECT_EQ(status_of_next(client, true), 200);
  EXPECT_EQ(status_of_next(client), 200);
}

}  // namespace
}  // namespace doorbuster::net
