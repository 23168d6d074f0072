// GET /v1/orders.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

inventory::ListOrders query_of(ApiTest& test, std::string target) {
  test.submission.requests.clear();
  const Routed routed = test.route(TestRequest(Method::get, std::move(target)));
  return std::get<inventory::ListOrders>(
      std::get<inventory::Query>(test.submission.requests.at(std::get<Pending>(routed).first)));
}

TEST_F(ApiTest, AListingMayBeFiltered) {
  const auto after = engine->order_ids().text({17});
  const auto all = query_of(*this, "/v1/orders");
  EXPECT_FALSE(all.sale || all.buyer || all.status);
  EXPECT_EQ(all.limit, 100u);
  EXPECT_EQ(all.after.value, 0u);
  const auto some = query_of(
      *this, "/v1/orders?status=paid&limit=1000&sale=s&buyer=u%2D1&after=" + std::string(after.data(), after.size()));
  EXPECT_EQ(some.sale, id<inventory::SaleId>("s"));
  EXPECT_EQ(some.buyer, id<inventory::BuyerId>("u-1"));
  EXPECT_EQ(some.status, inventory::OrderStatus::paid);
  EXPECT_EQ(some.limit, 1000u);
  EXPECT_EQ(some.after.value, 17u);
}

struct BadListingTest : ApiTest, testing::WithParamInterface<const char*> {};

TEST_P(BadListingTest, IsRefused) {
  EXPECT_EQ(code_of(get("/v1/orders?" + std::string(GetParam()))), "invalid_request");
}

INSTANTIATE_TEST_SUITE_P(Table, BadListingTest,
                         testing::Values("limit=0", "limit=1001", "limit=-1", "limit=1.0", "limit=", "limit=+5",
                                         "limit=18446744073709551616", "status=lost", "status=", "sale=-",
                                         "buyer=", "after=17", "after=", "page=2", "sale=a&sale=a", "sale"));

TEST_F(ApiTest, PagesFollowEachOtherInOrderOfAcceptance) {
  open_sale(5);
  for (const char* buyer : {"u1", "u2", "u3"}) ASSERT_EQ(place(buyer, buyer).status, 201);
  const auto first = json_of(get("/v1/orders?sale=sale&limit=2"));
  ASSERT_EQ(first.at("data").as_array().size(), 2u);
  EXPECT_EQ(first.at("data").at(0).at("buyer"), "u1");
  ASSERT_TRUE(first.at("next_after").is_string());
  const auto last = json_of(get("/v1/orders?sale=sale&limit=2&after=" + text_of(first.at("next_after"))));
  ASSERT_EQ(last.at("data").as_array().size(), 1u);
  EXPECT_EQ(last.at("data").at(0).at("buyer"), "u3");
  EXPECT_TRUE(last.at("next_after").is_null());
  EXPECT_EQ(get("/v1/orders?buyer=nobody").body, R"({"data":[],"next_after":null})");
}

}  // namespace
}  // namespace doorbuster::net
