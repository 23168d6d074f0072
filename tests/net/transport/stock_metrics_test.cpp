// Stock in /metrics: read beside the scrapes, of the caller's merchant, and nobody waits for an engine that stands
// still.
#include <gtest/gtest.h>

#include "keyed_server.hpp"

namespace doorbuster::net {
namespace {

using support::HttpClient;
using test::as;
using test::KeyedServer;
using test::put;
using test::RunningServer;
using test::status_of_next;

void open_sale(HttpClient& client, const std::string& name, const std::string& key) {
  client.send(test::put_sku("lamp", as(key)));
  EXPECT_EQ(status_of_next(client), 201);
  client.send(put("/v1/sales/" + name,
                  R"({"name":"N","currency":"EUR","hold_seconds":60,"late_payment":"refund",)"
                  R"("starts_at":"2020-01-01T00:00:00Z","ends_at":"2099-01-01T00:00:00Z",)"
                  R"("items":[{"sku":"lamp","price":1}]})",
                  as(key)));
  EXPECT_EQ(status_of_next(client), 201);
}

std::string scrape(HttpClient& client, const std::string& key) {
  client.send(test::get("/metrics", as(key)));
  const auto reply = client.read_reply();
  return reply ? reply->body : "no answer";
}

// Scrapes until the page has `text`; the last page.
std::string scrape_until(HttpClient& client, const std::string& key, const std::string& text) {
  constexpr int scrapes_max = 3000;
  std::string page;
  for (int i = 0; i < scrapes_max && page.find(text) == std::string::npos; ++i) {
    page = scrape(client, key);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return page;
}

TEST(StockMetrics, AreTheCallersAlone) {
  TestKeys keys;
  const auto one = keys.add(0, Role::operator_);
  const auto other = keys.add(1, Role::operator_);
  KeyedServer running(keys);
  HttpClient client(running.port());
  open_sale(client, "night", one);
  open_sale(client, "morning", other);
  const auto of_one = scrape_until(client, one, "doorbuster_stock_known 1\n");
  const auto of_other = scrape_until(client, other, "doorbuster_stock_known 1\n");
  EXPECT_NE(of_one.find("sale=\"night\",sku=\"lamp\""), std::string::npos) << of_one;
  EXPECT_EQ(of_one.find("morning"), std::string::npos);
  EXPECT_NE(of_other.find("sale=\"morning\",sku=\"lamp\""), std::string::npos) << of_other;
  EXPECT_EQ(of_other.find("night"), std::string::npos);
}

TEST(StockMetrics, AreLeftOutWhileTheEngineStandsStill) {
  RunningServer running;
  HttpClient client(running.port());
  for (int i = 0; i < 3; ++i) {
    EXPECT_NE(scrape(client, "none").find("doorbuster_stock_known 0\n"), std::string::npos);
  }
  running.run_engine();
  EXPECT_NE(scrape_until(client, "none", "doorbuster_stock_known 1\n").find("doorbuster_stock_known 1\n"),
            std::string::npos);
}

TEST(StockMetrics, DoNotKeepAServerFromStopping) {
  RunningServer running;
  running.run_engine();
  HttpClient client(running.port());
  scrape_until(client, "none", "doorbuster_stock_known 1\n");
  client.send(test::get("/metrics"));
  running.server().drain();
  const auto last = client.read_reply();
  EXPECT_TRUE(!last || last->status == 200) << "what came before the connection ended is answered";
  EXPECT_EQ(running.server().stop(std::chrono::seconds(20)), 0U);
}

}  // namespace
}  // namespace doorbuster::net
