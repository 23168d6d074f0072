// Logs and metrics tell of the server and its routes, and never of who comes to it: no buyer, order, key, payment or
// secret of theirs is in either, at the most verbose level, whatever happens to the requests that carry them.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>

#include "tests/system/own_server_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::Fields;
using support::run_program;

class Silence : public OwnServerTest {
 protected:
  void SetUp() override {
    const auto path = (scratch() / "keys.toml").string();
    const auto made = run_program({"keys", "create", "--keys", path, "--merchant", "acme", "--role", "operator"});
    std::smatch key;
    ASSERT_TRUE(std::regex_search(made.output, key, std::regex("dbk_[0-9a-f_]+"))) << made.output;
    secret_ = key.str();
    start({"--keys", path, "--log-level", "debug", "--limit-per-buyer", "100/s burst 100", "--request-log",
           request_log()});
  }
  Reply send(std::string_view method, const std::string& target, std::string_view body = {}, Fields fields = {}) {
    fields.emplace_back("Authorization", "Bearer " + secret_);
    return shop().send(method, target, body, fields);
  }
  Reply place(const std::string& key, const std::string& buyer = "canary-buyer") {
    return send("POST", "/v1/orders",
                R"({"sale":"canary-sale","buyer":")" + buyer + R"(","items":[{"sku":"canary-sku","qty":1}]})",
                {{"Idempotency-Key", key}});
  }
  void open() {
    EXPECT_EQ(send("PUT", "/v1/skus/canary-sku", R"({"name":"canary-name"})").status, 201);
    EXPECT_EQ(send("POST", "/v1/skus/canary-sku/stock", R"({"delta":2,"reason":"canary-reason"})",
                   {{"Idempotency-Key", "canary-stock"}})
                  .status,
              200);
    EXPECT_EQ(send("PUT", "/v1/sales/canary-sale",
                   R"({"name":"canary-name","currency":"EUR","hold_seconds":1,"late_payment":"refund",)"
                   R"("starts_at":"2020-01-01T00:00:00Z","ends_at":"2099-01-01T00:00:00Z",)"
                   R"("items":[{"sku":"canary-sku","price":1}]})")
                  .status,
              201);
  }
  // Orders that are taken, replayed, refused, paid, cancelled, listed, forgotten; and requests that are none.
  void come_and_go() {
    const auto order = text(place("canary-key-1").json(), "order");
    EXPECT_EQ(place("canary-key-1").field("idempotent-replayed"), "true");
    EXPECT_EQ(place("canary-key-1", "canary-other").status, 422);
    EXPECT_EQ(send("POST", "/v1/orders/" + order + "/pay", R"({"payment":"canary-pay","amount":1})").status, 200);
    const auto second = text(place("canary-key-2", "canary-second").json(), "order");
    for (const auto* loser : {"canary-loser-1", "canary-loser-2"}) EXPECT_EQ(place(loser, loser).status, 409);
    EXPECT_EQ(send("POST", "/v1/orders/" + second + "/cancel").status, 200);
    orders_ = {order, second};
    EXPECT_EQ(send("GET", "/v1/orders?buyer=canary-buyer").status, 200);
    EXPECT_EQ(send("GET", "/v1/events").status, 200);
    EXPECT_EQ(send("POST", "/v1/buyers/canary-second/forget").status, 200);
    EXPECT_EQ(send("POST", "/v1/orders", R"({"sale":"canary-sale","buyer":"canary-broken")").status, 400);
    EXPECT_EQ(send("GET", "/v1/canary-path/canary-buyer").status, 404);
    EXPECT_EQ(shop().send("GET", "/v1/orders", {}, {{"Authorization", "Bearer dbk_canary-token"}}).status, 401);
    support::HttpClient hostile(server().port());
    hostile.send("GET /canary-line HTTP/1.1\r\ncanary field: canary\r\n\r\n");
    EXPECT_TRUE(hostile.read_reply());
  }
  void expect_silent(const std::string& what, const std::string& text) {
    EXPECT_EQ(text.find("canary"), std::string::npos) << what << ":\n" << text;
    EXPECT_EQ(text.find(secret_), std::string::npos) << what << ":\n" << text;
    EXPECT_EQ(text.find(secret_.substr(secret_.rfind('_') + 1)), std::string::npos) << what << ":\n" << text;
    for (const auto& order : orders_) EXPECT_EQ(text.find(order), std::string::npos) << what << ":\n" << text;
  }

  // The page without the figures of stock, which name running sales and their SKUs as an operator called them.
  static std::string without_stock(const std::string& page) {
    static const std::regex named("doorbuster_sale_[a-z_]+\\{sale=\"canary-sale\"(,sku=\"canary-sku\")?");
    return std::regex_replace(page, named, "");
  }

  [[nodiscard]] std::string request_log() const { return (scratch() / "requests.log").string(); }

  std::string secret_;
  std::vector<std::string> orders_;
};

TEST_F(Silence, IsKeptByLogsAndMetrics) {
  open();
  come_and_go();
  const auto metrics = send("GET", "/metrics");
  EXPECT_THAT(metrics.body, testing::HasSubstr("doorbuster_commands_total{kind=\"forget_buyer\"} 1"));
  std::string page = metrics.body;
  while (page.find("doorbuster_stock_known 1\n") == std::string::npos) page = send("GET", "/metrics").body;
  EXPECT_THAT(page, testing::HasSubstr("doorbuster_sale_stock_units{sale=\"canary-sale\",sku=\"canary-sku\","));
  expect_silent("metrics", without_stock(page));
  const auto open_metrics = send("GET", "/metrics", {}, {{"Accept", "application/openmetrics-text"}}).body;
  expect_silent("OpenMetrics", without_stock(open_metrics));
  EXPECT_EQ(server().shut_down().exit_code, 0);
  expect_silent("the log", server().output());
  std::ifstream file(request_log());
  const std::string requests{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(requests, testing::HasSubstr("\"route\":\"/v1/buyers/{buyer}/forget\",\"status\":200"));
  expect_silent("the request log", requests);
  again();  // a start with a journal has more to tell of, in a log of its own
  EXPECT_EQ(send("GET", "/v1/orders/" + orders_.front()).status, 200);
  EXPECT_EQ(server().shut_down().exit_code, 0);
  expect_silent("the log of the next start", server().output());
}

}  // namespace
}  // namespace doorbuster::system_tests
