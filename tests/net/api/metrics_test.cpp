// The page that Prometheus reads.
#include <map>
#include <regex>
#include <sstream>

#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

// Every sample by its name and labels, after a check that the page is well formed.
std::map<std::string, double> samples(const std::string& page) {
  static const std::regex comment(R"(# (HELP|TYPE) doorbuster_[a-z_]+ .+)");
  static const std::regex sample(R"re((doorbuster_[a-z_]+(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})?) (\S+))re");
  std::map<std::string, double> found;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (line.starts_with('#')) {
      EXPECT_TRUE(std::regex_match(line, comment)) << line;
    } else if (std::regex_match(line, match, sample)) {
      EXPECT_TRUE(found.emplace(match[1], std::stod(match[2])).second) << line;
    } else {
      ADD_FAILURE() << line;
    }
  }
  return found;
}

TEST_F(ApiTest, MetricsAreWellFormedAndCount) {
  open_sale(1);
  ASSERT_EQ(place("u1", "1").status, 201);
  ASSERT_EQ(place("u2", "2").status, 409);
  ASSERT_EQ(place("u3", "3").status, 409);
  meters.requests[static_cast<std::size_t>(Method::post)].add(3);
  meters.whole_request.record_ns(1'500'000);
  meters.whole_request.record_ns(100'000'000'000);
  const auto response = get("/metrics");
  EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
  const auto found = samples(response.body);
  EXPECT_EQ(found.at(R"(doorbuster_commands_total{kind="place_order"})"), 3);
  EXPECT_EQ(found.at(R"(doorbuster_events_total{type="order_held"})"), 1);
  EXPECT_EQ(found.at(R"(doorbuster_rejections_total{reason="sold_out"})"), 2);
  EXPECT_EQ(found.at("doorbuster_early_refusals_total"), 1);
  EXPECT_EQ(found.at("doorbuster_stable_position"), 4);
  EXPECT_EQ(found.at(R"(doorbuster_http_requests_total{method="post"})"), 3);
  EXPECT_EQ(found.at(R"(doorbuster_request_seconds_bucket{le="0.002048"})"), 1);
  EXPECT_EQ(found.at(R"(doorbuster_request_seconds_bucket{le="+Inf"})"), 2);
  EXPECT_EQ(found.at("doorbuster_request_seconds_count"), 2);
  EXPECT_NEAR(found.at("doorbuster_request_seconds_sum"), 100.0015, 1e-6);
  EXPECT_EQ(found.at("doorbuster_ready"), 1);
  EXPECT_GT(found.at("doorbuster_process_resident_memory_bytes"), 1e6);
  EXPECT_GT(found.at("doorbuster_process_open_fds"), 2);
}

TEST_F(ApiTest, MetricsAreOpenMetricsForWhoAsks) {
  open_sale(1);
  ASSERT_EQ(place("u1", "1").status, 201);
  const auto response = call(TestRequest(Method::get, "/metrics").accept(
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,*/*;q=0.1"));
  EXPECT_EQ(response.content_type, "application/openmetrics-text; version=1.0.0; charset=utf-8");
  EXPECT_TRUE(response.body.ends_with("\n# EOF\n"));
  EXPECT_NE(response.body.find("# HELP doorbuster_events Events journaled since start, by type.\n"
                               "# TYPE doorbuster_events counter\n"
                               "doorbuster_events_total{type=\"sku_put\"} 1\n"),
            std::string::npos)
      << response.body;
  EXPECT_EQ(response.body.find("_total counter"), std::string::npos);
  EXPECT_NE(response.body.find("# TYPE doorbuster_request_seconds histogram\n"), std::string::npos);
}

TEST_F(ApiTest, MetricsShowTheDisk) {
  EXPECT_EQ(get("/metrics").body.find("doorbuster_disk"), std::string::npos);
  server.data_directory = ".";
  const auto found = samples(get("/metrics").body);
  EXPECT_GT(found.at("doorbuster_disk_size_bytes"), 0);
  EXPECT_LE(found.at("doorbuster_disk_free_bytes"), found.at("doorbuster_disk_size_bytes"));
}

TEST_F(ApiTest, CountersAreNamedTotalAndEveryFamilyIsExplained) {
  std::istringstream lines(get("/metrics").body);
  int types = 0;
  int helps = 0;
  for (std::string line; std::getline(lines, line);) {
    helps += line.starts_with("# HELP ");
    if (!line.starts_with("# TYPE ")) continue;
    ++types;
    std::istringstream words(line);
    std::string hash, keyword, name, type;
    words >> hash >> keyword >> name >> type;
    EXPECT_EQ(name.ends_with("_total"), type == "counter") << line;
    if (type == "histogram") {
      EXPECT_TRUE(name.ends_with("_seconds")) << line;
    }
  }
  EXPECT_EQ(types, helps);
  EXPECT_GT(types, 25);
}

}  // namespace
}  // namespace doorbuster::net
