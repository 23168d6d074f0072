// The grammar of thresholds, and what each says of a run.
#include "loadtest/report/threshold.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "loadtest/report/metric.hpp"
#include "loadtest/report/threshold_verdict.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

struct Written {
  std::string text;
  std::string metric;
  Comparison comparison;
  double limit;
  bool is_share = false;
};
void PrintTo(const Written& written, std::ostream* out) { *out << written.text; }

class Understood : public testing::TestWithParam<Written> {};

TEST_P(Understood, AsWritten) {
  const Written& wanted = GetParam();
  const auto parsed = parse_thresholds(wanted.text);
  ASSERT_TRUE(parsed) << parsed.error().sentence;
  ASSERT_EQ(parsed->size(), 1u);
  const Threshold& threshold = parsed->front();
  EXPECT_EQ(threshold.metric, wanted.metric);
  EXPECT_EQ(threshold.comparison, wanted.comparison);
  EXPECT_NEAR(threshold.limit, wanted.limit, wanted.limit * 1e-12);
  EXPECT_EQ(threshold.is_share, wanted.is_share);
}

INSTANTIATE_TEST_SUITE_P(Thresholds, Understood,
                         testing::Values(Written{"p99<5ms", "p99", Comparison::below, 5e6},
                                         Written{" p99.999 <= 1.5 s ", "p99.999", Comparison::at_most, 1.5e9},
                                         Written{"p50<800us", "p50", Comparison::below, 8e5},
                                         Written{"p50<800µs", "p50", Comparison::below, 8e5},
                                         Written{"p75<800μs", "p75", Comparison::below, 8e5},
                                         Written{"service_p99.9<900ns", "service_p99.9", Comparison::below, 900},
                                         Written{"max<1s", "max", Comparison::below, 1e9},
                                         Written{"service_max>1ms", "service_max", Comparison::above, 1e6},
                                         Written{"errors<0.1%", "errors", Comparison::below, 0.001, true},
                                         Written{"errors<=0", "errors", Comparison::at_most, 0},
                                         Written{"refused>=20k", "refused", Comparison::at_least, 20'000},
                                         Written{"unknown<1", "unknown", Comparison::below, 1},
                                         Written{"late<5%", "late", Comparison::below, 0.05, true},
                                         Written{"won>=1.5M", "won", Comparison::at_least, 1.5e6},
                                         Written{"paid>99%", "paid", Comparison::above, 0.99, true},
                                         Written{"rate>=50k", "rate", Comparison::at_least, 50'000},
                                         Written{"peak>1000", "peak", Comparison::above, 1'000}));

TEST(Threshold, ComesInListsWithCommas) {
  const auto parsed = parse_thresholds("p99 < 5ms, errors<0.1%,rate>10");
  ASSERT_TRUE(parsed) << parsed.error().sentence;
  ASSERT_EQ(parsed->size(), 3u);
  EXPECT_EQ((*parsed)[0].expression, "p99<5ms");
  EXPECT_EQ((*parsed)[2].metric, "rate");
}

class Refused : public testing::TestWithParam<const char*> {};

TEST_P(Refused, WithASentenceThatShowsARightOne) {
  const auto parsed = parse_thresholds(GetParam());
  ASSERT_FALSE(parsed);
  EXPECT_THAT(parsed.error().sentence, HasSubstr("Write for example p99<5ms"));
}

INSTANTIATE_TEST_SUITE_P(Thresholds, Refused,
                         testing::Values("", ",", "p99<5ms,", "p99", "p99=5ms", "p99==5ms", "p98<5ms", "P99<5ms",
                                         "<5ms", "p99<", "p99<5", "p99<ms", "p99<-5ms", "p99<5 minutes", "p99<5%",
                                         "p99<5msx", "p99<<5ms", "p99<=>5ms", "p99<nanms", "p99<infs", "p99<1e3ms",
                                         "p99<.5ms", "errors<5ms", "errors<1k%", "rate>50%", "rate>50/s",
                                         "p99<5ms;errors<1"));

TEST(Threshold, RefusesALimitThatIsNoNumberAnyMore) {
  EXPECT_FALSE(parse_thresholds("p99<" + std::string(308, '9') + "s"));
}

TEST(Threshold, HasABound) {
  std::string text = "p99<1s";
  for (std::size_t i = 1; i < thresholds_max; ++i) text += ",p99<1s";
  EXPECT_TRUE(parse_thresholds(text));
  EXPECT_FALSE(parse_thresholds(text + ",p99<1s"));
}

TEST(Threshold, HelpNamesEveryFigure) {
  for (const Metric& metric : metrics()) {
    const bool of_request = metric.name.starts_with("service_");
    EXPECT_THAT(threshold_help(),
                HasSubstr(of_request ? metric.name.substr(std::string("service_").size()) : metric.name));
  }
}

LoadResult run_of_1000() {
  LoadResult run;
  run.totals.offered = 1'000;
  run.totals.won = 400;
  run.totals.refused = 590;
  run.totals.paid = 300;
  run.totals.requests = 2'000;
  run.totals.errors = 10;
  run.unknown = 10;
  run.sent_late = 50;
  run.orders_per_second_mean = 250;
  run.orders_per_second_peak = 500;
  run.order_latency.count = 990;
  run.order_latency.at[p50] = milliseconds(2);
  run.order_latency.at[p99] = milliseconds(5);
  run.order_latency.max = milliseconds(9);
  run.service_time.at[p99] = milliseconds(3);
  return run;
}

struct Judged {
  const char* text;
  bool passed;
  double seen;  // NaN: too few to tell
  const char* unit;
};
void PrintTo(const Judged& judged, std::ostream* out) { *out << judged.text; }

class Verdicts : public testing::TestWithParam<Judged> {};

TEST_P(Verdicts, AreAsTheFigureHasIt) {
  const Judged& wanted = GetParam();
  const auto verdicts = judge_thresholds(*parse_thresholds(wanted.text), run_of_1000());
  ASSERT_EQ(verdicts.size(), 1u);
  EXPECT_EQ(verdicts[0].passed, wanted.passed);
  EXPECT_EQ(verdicts[0].unit, wanted.unit);
  EXPECT_EQ(verdicts[0].seen.has_value(), !std::isnan(wanted.seen));
  if (verdicts[0].seen) {
    EXPECT_DOUBLE_EQ(*verdicts[0].seen, wanted.seen);
  }
}

const double too_few = std::nan("");
INSTANTIATE_TEST_SUITE_P(
    Thresholds, Verdicts,
    testing::Values(Judged{"p99<5ms", false, 5e6, "ns"}, Judged{"p99<=5ms", true, 5e6, "ns"},
                    Judged{"p99<5.001ms", true, 5e6, "ns"}, Judged{"p99>5ms", false, 5e6, "ns"},
                    Judged{"p99>=5ms", true, 5e6, "ns"}, Judged{"p50<3ms", true, 2e6, "ns"},
                    Judged{"max<9ms", false, 9e6, "ns"}, Judged{"service_p99<4ms", true, 3e6, "ns"},
                    Judged{"p99.9<1s", false, too_few, "ns"}, Judged{"p99.9>0ns", false, too_few, "ns"},
                    Judged{"errors<0.5%", false, 0.005, "share"}, Judged{"errors<=0.5%", true, 0.005, "share"},
                    Judged{"errors<11", true, 10, "count"}, Judged{"refused<=59%", true, 0.59, "share"},
                    Judged{"unknown<1%", false, 0.01, "share"}, Judged{"late<10%", true, 0.05, "share"},
                    Judged{"won>=400", true, 400, "count"}, Judged{"paid>=75%", true, 0.75, "share"},
                    Judged{"rate>=0.25k", true, 250, "per_second"}, Judged{"peak>500", false, 500, "per_second"}));

TEST(ThresholdVerdict, TellsWhatWasSeenInWords) {
  const auto verdicts = judge_thresholds(*parse_thresholds("p99<5ms,errors<0.1%,rate>1,p99.9<1s"), run_of_1000());
  EXPECT_EQ(verdicts[0].detail, "5.00 ms");
  EXPECT_EQ(verdicts[1].detail, "10 of 2,000 requests (0.50 %)");
  EXPECT_EQ(verdicts[2].detail, "250 orders/s");
  EXPECT_EQ(verdicts[3].detail, "990 answers are too few to tell, it takes 1,000");
}

TEST(ThresholdVerdict, TakesNothingOfNothingForNone) {
  EXPECT_TRUE(judge_thresholds(*parse_thresholds("errors<=0%"), LoadResult{})[0].passed);
}

}  // namespace
}  // namespace doorbuster::loadtest
