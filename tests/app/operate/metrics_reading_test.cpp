// What is read out of /metrics, and out of a stream of events.
#include <gmock/gmock.h>

#include "app/operate/board.hpp"
#include "app/operate/event_follower.hpp"
#include "app/operate/metrics_reading.hpp"

namespace doorbuster::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr const char* before_text = R"(# HELP x y
doorbuster_events_total{type="order_held"} 100
doorbuster_http_requests_total{method="get"} 10
doorbuster_http_requests_total{method="post"} 20
doorbuster_http_requests_totality 1000
doorbuster_build_info{version="9.8.7"} 1
doorbuster_journal_write_seconds_bucket{le="0.001"} 10
doorbuster_journal_write_seconds_bucket{le="0.002"} 10
doorbuster_journal_write_seconds_bucket{le="+Inf"} 10
)";
constexpr const char* after_text = R"(doorbuster_events_total{type="order_held"} 300
doorbuster_http_requests_total{method="get"} 30
doorbuster_http_requests_total{method="post"} 20
doorbuster_build_info{version="9.8.7"} 1
doorbuster_ready 1
doorbuster_journal_write_seconds_bucket{le="0.001"} 60
doorbuster_journal_write_seconds_bucket{le="0.002"} 108
doorbuster_journal_write_seconds_bucket{le="+Inf"} 110
)";

struct MetricsReadingTest : testing::Test {
  std::chrono::steady_clock::time_point start{};
  MetricsReading before{before_text, start};
  MetricsReading after{after_text, start + 2s};
};

TEST_F(MetricsReadingTest, SeriesAreReadAloneAndTogether) {
  EXPECT_EQ(before.value("doorbuster_http_requests_total{method=\"get\"}"), 10);
  EXPECT_EQ(before.sum("doorbuster_http_requests_total"), 30);
  EXPECT_EQ(before.value("doorbuster_nothing"), 0);
  EXPECT_EQ(before.first_series("doorbuster_nothing"), "");
}

TEST_F(MetricsReadingTest, RatesAreOfTheTimeBetween) {
  const auto figures = board_figures(before, after);
  EXPECT_EQ(figures.held, 100);
  EXPECT_EQ(figures.requests, 10);
  EXPECT_EQ(figures.version, "9.8.7");
  EXPECT_TRUE(figures.ready);
  const MetricsReading restarted{before_text, start + 4s};
  EXPECT_EQ(board_figures(after, restarted).held, 0) << "a restart sets counters back";
}

TEST_F(MetricsReadingTest, QuantilesAreOfTheTimeBetween) {
  const auto of = [&](double share) {
    return quantile(before.buckets("doorbuster_journal_write_seconds"),
                    after.buckets("doorbuster_journal_write_seconds"), share);
  };
  EXPECT_DOUBLE_EQ(*of(0.5), 0.001);
  EXPECT_NEAR(*of(0.74), 0.0015, 1e-12);
  EXPECT_DOUBLE_EQ(*of(0.999), 0.002) << "beyond the last bound nothing is known but the bound";
  EXPECT_EQ(quantile(after.buckets("doorbuster_journal_write_seconds"),
                     after.buckets("doorbuster_journal_write_seconds"), 0.5),
            std::nullopt);
  EXPECT_EQ(quantile({}, {}, 0.5), std::nullopt);
}

TEST_F(MetricsReadingTest, ABoardThatTakesNoOrdersSaysSo) {
  EXPECT_THAT(board_lines(board_figures(before, before), {}, {}).front(), HasSubstr("TAKES NO ORDERS"));
  EXPECT_THAT(board_line(board_figures(before, before), {}), HasSubstr("TAKES NO ORDERS"));
}

TEST(EventStreamParserTest, ReadsEventsHoweverTheyAreCut) {
  const std::string text = "id: 7\ndata: {\"a\":1}\n\n: still here\n\nid: 9\n\nid: 10\ndata: {\"b\":2}\n\n";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    std::vector<std::string> events;
    EventStreamParser parser([&](std::string_view data) { events.emplace_back(data); });
    parser.feed(text.substr(0, cut));
    parser.feed(text.substr(cut));
    EXPECT_THAT(events, ElementsAre("{\"a\":1}", "{\"b\":2}")) << cut;
    EXPECT_EQ(parser.last_id(), "10");
  }
}

TEST(EventStreamParserTest, ALineThatWasCutOffIsForgotten) {
  std::vector<std::string> events;
  EventStreamParser parser([&](std::string_view data) { events.emplace_back(data); });
  parser.feed("id: 7\ndata: {\"a\"");
  parser.restart();
  parser.feed("id: 7\ndata: {\"a\":1}\n\n");
  EXPECT_THAT(events, ElementsAre("{\"a\":1}"));
}

}  // namespace
}  // namespace doorbuster::app
