// What happens on one connection: pipelining, keep-alive, closing.
#include <boost/json/serialize.hpp>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

using support::HttpClient;

class Connections : public ContractTest {};

TEST_F(Connections, PipelinedRequestsAreAnsweredInTheirOrder) {
  const auto sku = stocked(100);
  const auto sale = opened({.items = {{sku}}});
  HttpClient client(server().port());
  std::string bytes;
  for (int i = 0; i < 20; ++i) {
    const auto body = boost::json::serialize(Order{sale, own("b" + std::to_string(i)), {{sku}}}.json());
    bytes += HttpClient::render("POST", "/v1/orders", body, {{"Idempotency-Key", new_key()}});
    bytes += HttpClient::render("GET", "/nothing", "", {});
  }
  ASSERT_TRUE(client.send(bytes));
  for (int i = 0; i < 20; ++i) {
    const auto order = client.read_reply(), missing = client.read_reply();
    ASSERT_TRUE(order && missing);
    ASSERT_EQ(order->status, 201) << order->body;
    EXPECT_EQ(text(order->json(), "buyer"), own("b" + std::to_string(i)));
    EXPECT_EQ(missing->status, 404);
  }
}

TEST_F(Connections, PipelinedRequestsSeeWhatThoseBeforeThemDid) {
  const auto sku = stocked(0);
  const auto body = [](int delta) { return "{\"delta\":" + std::to_string(delta) + ",\"reason\":\"r\"}"; };
  HttpClient client(server().port());
  std::string bytes;
  for (int i = 1; i <= 10; ++i) {
    bytes += HttpClient::render("POST", "/v1/skus/" + sku + "/stock", body(1), {{"Idempotency-Key", new_key()}});
    bytes += HttpClient::render("GET", "/v1/skus/" + sku, "", {});
  }
  ASSERT_TRUE(client.send(bytes));
  for (int i = 1; i <= 10; ++i) {
    for (int j = 0; j < 2; ++j) {
      const auto reply = client.read_reply();
      ASSERT_TRUE(reply);
      EXPECT_EQ(integer(reply->json(), "received"), i);
    }
  }
}

TEST_F(Connections, ConnectionsStayOpenUntilTheClientAsksForTheirEnd) {
  HttpClient client(server().port(), std::chrono::seconds(5));
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(client.send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n"));
    ASSERT_TRUE(client.read_reply());
  }
  ASSERT_TRUE(client.send("GET /livez HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
  const auto last = client.read_reply();
  ASSERT_TRUE(last);
  EXPECT_EQ(last->field("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(Connections, AnyWordOfCloseCloses) {
  for (const auto* fields : {"Connection: keep-alive\r\nConnection: close\r\n",
                             "Connection: close\r\nConnection: x\r\n", "Connection: keep-alive, Close\r\n"}) {
    HttpClient client(server().port(), std::chrono::seconds(5));
    ASSERT_TRUE(client.send(std::string("GET /livez HTTP/1.1\r\nHost: h\r\n") + fields + "\r\n"));
    ASSERT_TRUE(client.read_reply());
    EXPECT_TRUE(client.closed_by_server()) << fields;
  }
}

TEST_F(Connections, Http10IsServedAndClosed) {
  HttpClient client(server().port(), std::chrono::seconds(5));
  ASSERT_TRUE(client.send("GET /livez HTTP/1.0\r\n\r\n"));
  const auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_TRUE(client.closed_by_server());
}

}  // namespace
}  // namespace doorbuster::system_tests
