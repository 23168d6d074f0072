// The JSON is read back and held against the result, and against the page that explains it.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "sample_run.hpp"

namespace doorbuster::loadtest {
namespace {

namespace json = boost::json;

json::object sample() { return json::parse(result_json(sample_info(), sample_run())).as_object(); }

TEST(ResultJson, IsOneLine) {
  const std::string text = result_json(sample_info(), sample_run());
  EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST(ResultJson, HasTheRunAsAWhole) {
  const json::object run = sample();
  EXPECT_EQ(run.at("format"), "doorbuster-load/1");
  EXPECT_EQ(run.at("version"), "1.2.3");
  EXPECT_EQ(run.at("status"), "threshold_crossed");
  EXPECT_EQ(run.at("sale"), hostile_name);
  EXPECT_EQ(run.at("options").at("orders"), "1000");
  EXPECT_DOUBLE_EQ(run.at("duration_seconds").as_double(), 2.5);
  EXPECT_EQ(run.at("orders").at("offered"), 1'000u);
  EXPECT_EQ(run.at("orders").at("unknown"), 10u);
  EXPECT_EQ(run.at("requests").at("failed"), 10u);
  EXPECT_EQ(run.at("units").at("left"), 40);
  EXPECT_EQ(run.at("gmv_minor_units"), 5'970'000);
  EXPECT_EQ(run.at("refusals").at(0).at("reason"), "sold_out");
  EXPECT_EQ(run.at("checks").at(1).at("detail"), hostile_name);
}

TEST(ResultJson, HasNullForWhatCouldNotBeTold) {
  const json::object run = sample();
  EXPECT_EQ(run.at("order_latency").at("p50_ns"), 800'000);
  EXPECT_EQ(run.at("order_latency").at("p99_ns"), 4'000'000);
  EXPECT_TRUE(run.at("order_latency").at("p999_ns").is_null());
  EXPECT_TRUE(run.at("order_latency").at("p99999_ns").is_null());
  EXPECT_TRUE(run.at("intervals").at(0).at("latency_p99_ns").is_null());
  EXPECT_TRUE(run.at("thresholds").at(1).at("seen").is_null());
  EXPECT_DOUBLE_EQ(run.at("thresholds").at(0).at("seen").as_double(), 4e6);
  const json::value none = json::parse(result_json({}, {}));
  EXPECT_TRUE(none.at("service_time").at("max_ns").is_null());
}

TEST(ResultJson, HasTheCourseAndTheSpectrum) {
  const json::object run = sample();
  ASSERT_EQ(run.at("intervals").as_array().size(), 2u);
  EXPECT_DOUBLE_EQ(run.at("intervals").at(1).at("from_seconds").as_double(), 1.0);
  EXPECT_DOUBLE_EQ(run.at("intervals").at(1).at("length_seconds").as_double(), 1.5);
  EXPECT_EQ(run.at("intervals").at(0).at("due"), 500u);
  EXPECT_EQ(run.at("spectrum").at(1).at("service_time_ns"), 3'000'000);
}

TEST(ResultJson, SaysWhyARunCouldNotBe) {
  LoadResult result;
  result.problem = "No server.";
  const json::value run = json::parse(result_json(sample_info(), result));
  EXPECT_EQ(run.at("status"), "could_not_run");
  EXPECT_EQ(run.at("sentence"), "No server.");
}

// Every name at any depth, but those of the options, which are the flags' own.
void collect_names(const json::value& value, std::vector<std::string>& names) {
  if (value.is_array()) {
    for (const json::value& item : value.get_array()) collect_names(item, names);
  } else if (value.is_object()) {
    for (const auto& [name, member] : value.get_object()) {
      names.emplace_back(name);
      if (name != "options") collect_names(member, names);
    }
  }
}

TEST(ResultJson, IsExplainedMemberByMember) {
  std::ifstream file(DOORBUSTER_SOURCE_DIR "/docs/load-json.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::string> names;
  collect_names(sample(), names);
  for (const std::string& name : names) EXPECT_THAT(page, testing::HasSubstr("`" + name + "`"));
}

}  // namespace
}  // namespace doorbuster::loadtest
