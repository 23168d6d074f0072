// Requests, byte for byte.
#include "loadtest/contract/requests.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace doorbuster::loadtest {
namespace {

class RequestsTest : public testing::Test {
 protected:
  void SetUp() override {
    script.plan.buyers = {"alice", "bob"};
    script.plan.skus = {{.name = "x", .price = 100}, {.name = "y", .price = 7}};
    script.plan.arrivals = {{.due = {}, .buyer = 1, .lines = {{.sku = 0, .qty = 2}, {.sku = 1, .qty = 10}}},
                            {.due = {}, .buyer = 0, .lines = {{.sku = 1, .qty = 1}}, .intent = Intent::cancel}};
    script.sale = "s";
  }
  Script script;
};

TEST_F(RequestsTest, PlaceAnOrder) {
  std::string out;
  Requests(script, "Host: shop:80").append_place(out, 0);
  EXPECT_EQ(out,
            "POST /v1/orders HTTP/1.1\r\nHost: shop:80\r\nIdempotency-Key: s-0\r\nContent-Type: application/json\r\n"
            "Content-Length: 81\r\n\r\n"
            R"({"sale":"s","buyer":"bob","items":[{"sku":"s.x","qty":2},{"sku":"s.y","qty":10}]})");
}

TEST_F(RequestsTest, SayTheLengthOfTheirBody) {
  Requests requests(script, "Host: shop");
  for (const bool settles : {false, true}) {
    for (const std::uint32_t order : {0u, 1u}) {
      std::string out;
      settles ? requests.append_settle(out, order, *OrderId::from("ord_1")) : requests.append_place(out, order);
      const std::size_t body = out.find("\r\n\r\n") + 4;
      EXPECT_NE(out.find("Content-Length: " + std::to_string(out.size() - body) + "\r\n"), std::string::npos) << out;
      const bool is_empty = settles && order == 1;
      EXPECT_EQ(body == out.size(), is_empty);
      if (!is_empty) {
        EXPECT_NO_THROW(boost::json::parse(out.substr(body)));
      }
    }
  }
}

TEST_F(RequestsTest, PayOrCancelAsIsIntended) {
  std::string out;
  Requests requests(script, "Host: shop");
  requests.append_settle(out, 0, *OrderId::from("ord_1"));
  EXPECT_TRUE(out.starts_with("POST /v1/orders/ord_1/pay HTTP/1.1\r\nHost: shop\r\n"));
  EXPECT_TRUE(out.ends_with(R"({"payment":"pay-0","amount":270})"));
  out.clear();
  requests.append_settle(out, 1, *OrderId::from("ord_2"));
  EXPECT_TRUE(out.starts_with("POST /v1/orders/ord_2/cancel HTTP/1.1\r\nHost: shop\r\n"));
  EXPECT_TRUE(out.ends_with("Content-Length: 0\r\n\r\n"));
}

TEST_F(RequestsTest, AreAppendedToWhatIsThere) {
  std::string out;
  Requests requests(script, "Host: shop");
  requests.append_place(out, 0);
  const std::string first = out;
  requests.append_place(out, 0);
  EXPECT_EQ(out, first + first);
}

}  // namespace
}  // namespace doorbuster::loadtest
