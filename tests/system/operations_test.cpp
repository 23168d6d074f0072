// What operators and monitors rely on: probes, metrics, the pages of problems, the OpenAPI document.
#include <regex>
#include <set>
#include <sstream>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

class Operations : public ContractTest {
 protected:
  // The sum of a metric over all its labels.
  double metric(const std::string& name) {
    double sum = 0;
    std::istringstream lines(shop().get("/metrics").body);
    for (std::string line; std::getline(lines, line);) {
      const auto rest = line.substr(std::min(line.size(), name.size()));
      if (line.starts_with(name) && (rest.starts_with(' ') || rest.starts_with('{'))) {
        sum += std::stod(line.substr(line.rfind(' ')));
      }
    }
    return sum;
  }
};

TEST_F(Operations, ItIsAliveAndReady) {
  EXPECT_EQ(shop().get("/livez").status, 200);
  EXPECT_EQ(shop().get("/readyz").status, 200);
}

TEST_F(Operations, MetricsAreInPrometheusTextFormat) {
  const auto reply = shop().get("/metrics");
  ASSERT_EQ(reply.status, 200);
  const auto type = reply.field("content-type");
  EXPECT_TRUE(type.starts_with("text/plain")) << type;
  EXPECT_NE(type.find("version=0.0.4"), std::string::npos) << type;
  const std::regex sample(R"(doorbuster_[a-z0-9_]+(\{([a-z_]+="[^"]*",?)*\})? [-+0-9.eEInfNa]+)");
  const std::regex comment("# (HELP|TYPE) doorbuster_[a-z0-9_]+ .*");
  std::istringstream lines(reply.body);
  std::size_t samples = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    EXPECT_TRUE(std::regex_match(line, sample) || std::regex_match(line, comment)) << line;
    samples += line.starts_with('#') ? 0u : 1u;
  }
  EXPECT_GT(samples, 10u);
}

TEST_F(Operations, MetricsTellOfEveryStageOfTheWay) {
  const auto body = shop().get("/metrics").body;
  EXPECT_NE(body.find("_bucket{"), std::string::npos) << "latency histograms";
  EXPECT_NE(body.find("le=\"+Inf\""), std::string::npos);
  for (const auto* word : {"queue", "decide", "journal"}) EXPECT_NE(body.find(word), std::string::npos) << word;
}

TEST_F(Operations, MetricsMoveWithTheOrders) {
  const auto before = shop().get("/metrics").body;
  const auto sku = stocked(1);
  (void)paid(opened({.items = {{sku}}}), sku);
  EXPECT_NE(before, shop().get("/metrics").body);
}

TEST_F(Operations, EveryProblemHasAPageThatExplainsIt) {
  for (const auto* page : {"invalid-http",
                           "body-too-large",
                           "not-found",
                           "idempotency-key-missing",
                           "invalid-json",
                           "invalid-request",
                           "idempotency-key-reused",
                           "sku-not-found",
                           "sale-not-found",
                           "sku-not-in-sale",
                           "order-not-found",
                           "sale-not-started",
                           "sale-ended",
                           "limit-reached",
                           "sold-out",
                           "insufficient-stock",
                           "out-of-range",
                           "sale-started",
                           "already-paid",
                           "amount-mismatch",
                           "hold-expired",
                           "wrong-status",
                           "events-gone",
                           "overloaded",
                           "not-durable"}) {
    const auto reply = shop().get(std::string("/problems/") + page);
    EXPECT_EQ(reply.status, 200) << page;
    EXPECT_GT(reply.body.size(), 50u) << page;
    EXPECT_TRUE(reply.field("content-type").starts_with("text/")) << page;
  }
  EXPECT_TRUE(is_problem(shop().get("/problems/nonsense"), 404, "not_found"));
}

TEST_F(Operations, EveryProblemsTypeIsAPageThatIsThere) {
  for (const auto& reply : {shop().get("/nowhere"), shop().send("DELETE", "/livez"), shop().get("/v1/orders?x=1"),
                            shop().send("POST", "/v1/orders", "x", {{"Content-Type", "text/plain"}})}) {
    EXPECT_EQ(shop().get(text(reply.json(), "type")).status, 200) << reply.body;
  }
}

TEST_F(Operations, TheOpenApiDocumentNamesEveryOperation) {
  const auto reply = shop().get("/openapi.json");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.field("content-type"), "application/json");
  const auto document = reply.json();
  EXPECT_EQ(text(document, "openapi").substr(0, 3), "3.1");
  EXPECT_FALSE(text(document.at("info"), "title").empty());
  const auto& paths = document.at("paths");
  const std::vector<std::pair<std::string, std::vector<std::string>>> operations{
      {"/v1/skus/{sku}", {"get", "put"}},
      {"/v1/skus/{sku}/stock", {"post"}},
      {"/v1/sales/{sale}", {"get", "put"}},
      {"/v1/orders", {"get", "post"}},
      {"/v1/orders/{order}", {"get"}},
      {"/v1/orders/{order}/pay", {"post"}},
      {"/v1/orders/{order}/cancel", {"post"}},
      {"/v1/orders/batch", {"post"}},
      {"/v1/events", {"get"}},
      {"/livez", {"get"}},
      {"/readyz", {"get"}},
      {"/metrics", {"get"}}};
  for (const auto& [path, methods] : operations) {
    ASSERT_TRUE(has(paths, path)) << path;
    for (const auto& method : methods) EXPECT_TRUE(has(paths.at(path), method)) << method << " " << path;
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
