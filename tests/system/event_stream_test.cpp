// GET /v1/events as server-sent events (WHATWG HTML, 9.2): the same facts, as they happen, resumable.
#include <boost/json/parse.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

struct ServerSentEvent {
  std::int64_t id = 0;
  boost::json::value data;
};

// Follows one stream on a connection of its own.
class EventStream {
 public:
  EventStream(std::uint16_t port, const std::string& target, Fields fields = {}) : http_(port) {
    fields.emplace_back("Accept", "text/event-stream");
    http_.send(support::HttpClient::render("GET", target, "", fields));
    head_ = http_.read_head();
  }

  [[nodiscard]] const std::optional<Reply>& head() const { return head_; }

  // The next event; nothing once the stream has ended. Comments and other fields are passed over.
  std::optional<ServerSentEvent> next() {
    ServerSentEvent event;
    std::string data;
    for (;;) {
      const auto line = next_line();
      if (!line) return std::nullopt;
      if (line->starts_with("id:")) event.id = std::stoll(line->substr(3));
      if (line->starts_with("data:")) data += line->substr(5);
      if (!line->empty() || data.empty()) continue;
      event.data = boost::json::parse(data);
      return event;
    }
  }

 private:
  std::optional<std::string> next_line() {
    std::size_t end = 0;
    while ((end = buffer_.find('\n')) == std::string::npos) {
      const auto more = head_ ? http_.read_some(*head_) : std::nullopt;
      if (!more || more->empty()) return std::nullopt;
      buffer_ += *more;
    }
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

  support::HttpClient http_;
  std::optional<Reply> head_;
  std::string buffer_;
};

class EventStreams : public ContractTest {
 protected:
  EventStreams() : sku_(stocked(10)), sale_(opened({.items = {{sku_}}})) {}

  std::int64_t last() { return integer(shop().events().back(), "position"); }

  std::string sku_, sale_;
};

TEST_F(EventStreams, TellTheSameFactsAsTheLines) {
  (void)paid(sale_, sku_);
  const auto lines = shop().events();
  EventStream stream(server().port(), "/v1/events");
  ASSERT_TRUE(stream.head());
  EXPECT_EQ(stream.head()->status, 200);
  EXPECT_EQ(stream.head()->field("content-type").substr(0, 17), "text/event-stream");
  for (const auto& line : lines) {
    const auto event = stream.next();
    ASSERT_TRUE(event);
    EXPECT_EQ(event->id, integer(line, "position"));
    EXPECT_EQ(event->data, line);
  }
}

TEST_F(EventStreams, GoOnWithWhatHappensNext) {
  EventStream stream(server().port(), "/v1/events?after=" + std::to_string(last()));
  ASSERT_TRUE(stream.head());
  for (int i = 0; i < 3; ++i) {
    const auto order = held(sale_, sku_);
    const auto event = stream.next();
    ASSERT_TRUE(event);
    EXPECT_EQ(text(event->data, "type"), "order_held");
    EXPECT_EQ(text(event->data, "order"), order);
  }
}

TEST_F(EventStreams, ResumeAfterTheLastEventId) {
  const auto position = last();
  const auto first = held(sale_, sku_), second = held(sale_, sku_);
  std::int64_t seen = 0;
  {
    EventStream stream(server().port(), "/v1/events?after=" + std::to_string(position));
    const auto event = stream.next();
    ASSERT_TRUE(event);
    EXPECT_EQ(text(event->data, "order"), first);
    seen = event->id;
  }
  EventStream resumed(server().port(), "/v1/events", {{"Last-Event-ID", std::to_string(seen)}});
  const auto event = resumed.next();
  ASSERT_TRUE(event);
  EXPECT_EQ(text(event->data, "order"), second);
}

TEST_F(EventStreams, TheLastEventIdBeatsAfter) {
  const auto position = last();
  const auto order = held(sale_, sku_);
  EventStream stream(server().port(), "/v1/events?after=1", {{"Last-Event-ID", std::to_string(position)}});
  const auto event = stream.next();
  ASSERT_TRUE(event);
  EXPECT_EQ(text(event->data, "order"), order);
}

TEST_F(EventStreams, AMalformedLastEventIdIsRefused) {
  const auto reply = shop().send("GET", "/v1/events", "", {{"Accept", "text/event-stream"}, {"Last-Event-ID", "x"}});
  EXPECT_TRUE(is_problem(reply, 400, "invalid_request"));
}

TEST_F(EventStreams, HeadHasNoBodyAndLeavesTheConnectionUsable) {
  const auto head = shop().send("HEAD", "/v1/events", "", {{"Accept", "text/event-stream"}});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(shop().get("/livez").status, 200);
}

TEST_F(EventStreams, SeveralReadersEachGetAll) {
  const auto after = "/v1/events?after=" + std::to_string(last());
  EventStream one(server().port(), after), two(server().port(), after);
  const auto order = held(sale_, sku_);
  for (auto* stream : {&one, &two}) {
    const auto event = stream->next();
    ASSERT_TRUE(event);
    EXPECT_EQ(text(event->data, "order"), order);
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
