// Words and figures of the report.
#include "loadtest/report/report.hpp"

#include <gtest/gtest.h>

#include "loadtest/figures/wording.hpp"

namespace doorbuster::loadtest {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

LoadResult passed_run() {
  LoadResult result;
  result.status = ExitStatus::passed;
  result.totals.elapsed = milliseconds(145'200);
  result.totals.offered = 13'367;
  result.units_supplied = 5'000;
  result.units_sold = 5'000;
  result.buyers_served = 5'000;
  result.orders_per_second_peak = 312;
  result.order_latency.at[p50] = microseconds(812);
  result.order_latency.at[p99] = microseconds(8'900);
  result.checks.push_back({.name = "nothing is oversold", .passed = true, .detail = "Well."});
  return result;
}

TEST(Report, SaysInOneSentenceWhatWasSoldToWhomAndHowFast) {
  EXPECT_EQ(sentence_of(passed_run()),
            "5,000 of 5,000 units were sold to 5,000 buyers in 145.2 s: 13,367 orders came, at most 312 were answered "
            "in a second, half of them within 812 µs and 99 of 100 within 8.90 ms. Nothing was lost and nothing was "
            "oversold.");
}

TEST(Report, TellsOfTroubleAndOfWhatIsHeld) {
  LoadResult result = passed_run();
  result.totals.errors = 1;
  result.unknown = 2;
  result.units_held = 3;
  result.stopped_early = true;
  const std::string sentence = sentence_of(result);
  EXPECT_NE(sentence.find("and 3 are held"), std::string::npos);
  EXPECT_NE(sentence.find("1 request failed on the way and was tried again"), std::string::npos);
  EXPECT_NE(sentence.find("The outcome of 2 orders stayed unknown."), std::string::npos);
  EXPECT_NE(sentence.find("stopped before its end"), std::string::npos);
}

TEST(Report, LeavesOutPercentilesThatTooFewOrdersTell) {
  LoadResult result = passed_run();
  result.order_latency.at[p99].reset();
  EXPECT_NE(sentence_of(result).find("half of them within 812 µs. Nothing"), std::string::npos);
}

TEST(Report, NeverClaimsSuccessAfterAFailedAudit) {
  LoadResult result = passed_run();
  result.status = ExitStatus::audit_failed;
  result.checks.push_back({.name = "gmv = the sum of what was paid", .passed = false, .detail = "It is not."});
  const std::string sentence = sentence_of(result);
  EXPECT_EQ(sentence.find("Nothing was lost"), std::string::npos);
  EXPECT_NE(sentence.find("1 of 2 checks did not hold, first \"gmv = the sum of what was paid\""), std::string::npos);
  EXPECT_NE(sentence.find("doorbuster journal verify"), std::string::npos);
}

TEST(Report, NamesTheThresholdsThatWereCrossed) {
  LoadResult result = passed_run();
  result.status = ExitStatus::threshold_crossed;
  result.thresholds.push_back(
      {.expression = "p99<9ms", .passed = true, .seen = 8.9e6, .unit = "ns", .detail = "8.90 ms"});
  result.thresholds.push_back(
      {.expression = "p50<1us", .passed = false, .seen = 8e5, .unit = "ns", .detail = "812 µs"});
  const std::string sentence = sentence_of(result);
  EXPECT_NE(sentence.find("oversold. But threshold p50<1us did not hold: 812 µs."), std::string::npos) << sentence;
  EXPECT_EQ(sentence.find("p99<9ms"), std::string::npos);
}

TEST(Report, SaysWhyItCouldNotRun) {
  LoadResult result;
  result.problem = "No server.";
  EXPECT_EQ(sentence_of(result), "No server.");
}

TEST(Wording, GroupsDigits) {
  EXPECT_EQ(grouped(std::int64_t{0}), "0");
  EXPECT_EQ(grouped(std::int64_t{-1'234}), "-1,234");
  EXPECT_EQ(grouped(std::uint64_t{1'000'000}), "1,000,000");
  EXPECT_EQ(grouped(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
}

TEST(Wording, GivesDurationsThreeDigitsAndAUnit) {
  EXPECT_EQ(in_words(nanoseconds(999)), "999 ns");
  EXPECT_EQ(in_words(nanoseconds(1'240'000)), "1.24 ms");
  EXPECT_EQ(in_words(microseconds(81)), "81.0 µs");
  EXPECT_EQ(in_words(milliseconds(812)), "812 ms");
  EXPECT_EQ(in_words(std::chrono::seconds(12)), "12.0 s");
}

}  // namespace
}  // namespace doorbuster::loadtest
