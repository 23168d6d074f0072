// Sales, from request to response.
#include "tests/net/api/api_fixture.hpp"

namespace doorbuster::net {
namespace {

constexpr const char* terms =
    R"({"name":"Double 11","currency":"CNY","starts_at":"2023-11-14T22:13:20Z",)"
    R"("ends_at":"2023-11-15T06:13:20.5+08:00","hold_seconds":900,"late_payment":"reclaim",)"
    R"("items":[{"sku":"lamp","price":19900,"quota":500,"per_buyer_limit":1},{"sku":"sofa","price":0}]})";

struct SaleApiTest : ApiTest {
  SaleApiTest() {
    EXPECT_EQ(put("/v1/skus/lamp", R"({"name":"Lamp"})").status, 201);
    EXPECT_EQ(put("/v1/skus/sofa", R"({"name":"Sofa"})").status, 201);
  }
};

TEST_F(SaleApiTest, BecomesItsTerms) {
  const auto read = command_of<inventory::PutSale>(TestRequest(Method::put, "/v1/sales/d-11", terms)).terms;
  EXPECT_EQ(read.sale, id<inventory::SaleId>("d-11"));
  EXPECT_EQ(read.name, "Double 11");
  EXPECT_EQ(read.currency.view(), "CNY");
  EXPECT_EQ(read.starts_at.ms, 1'700'000'000'000);
  EXPECT_EQ(read.ends_at.ms, 1'700'000'000'500);
  EXPECT_EQ(read.hold_seconds, 900u);
  EXPECT_EQ(read.late_payment, inventory::LatePayment::reclaim);
  ASSERT_EQ(read.items.size(), 2u);
  EXPECT_EQ(read.items[0].price, 19'900);
  EXPECT_EQ(read.items[0].quota, 500);
  EXPECT_EQ(read.items[0].per_buyer_limit, 1);
  EXPECT_EQ(read.items[1].quota, std::nullopt);
}

TEST_F(SaleApiTest, IsCreatedThenChanged) {
  const auto created = put("/v1/sales/d-11", terms);
  EXPECT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(created.body,
            R"({"sale":"d-11","name":"Double 11","currency":"CNY","starts_at":"2023-11-14T22:13:20.000Z",)"
            R"("ends_at":"2023-11-14T22:13:20.500Z","hold_seconds":900,"late_payment":"reclaim",)"
            R"("one_order_in_flight":false,"items":[)"
            R"({"sku":"lamp","price":19900,"quota":500,"per_buyer_limit":1,"available":0,"held":0,"sold":0},)"
            R"({"sku":"sofa","price":0,"available":0,"held":0,"sold":0}],"status":"running","gmv":0,)"
            R"("orders":{"held":0,"paid":0,"cancelled":0,"expired":0}})");
  EXPECT_EQ(put("/v1/sales/d-11", terms).status, 200);
  EXPECT_EQ(get("/v1/sales/d-11").body, created.body);
}

TEST_F(SaleApiTest, MayLetABuyerHaveOneOrderInFlight) {
  std::string single = terms;
  single.insert(1, R"("one_order_in_flight":true,)");
  ASSERT_EQ(put("/v1/sales/d-11", single).status, 201);
  EXPECT_EQ(json_of(get("/v1/sales/d-11")).at("one_order_in_flight"), true);
  EXPECT_EQ(code_of(put("/v1/sales/d-11", terms)), "sale_started") << "left out, it is false";
}

TEST_F(SaleApiTest, MayNameItselfInTheBody) {
  std::string named = terms;
  named.insert(1, R"("sale":"d-11",)");
  EXPECT_EQ(put("/v1/sales/d-11", named).status, 201);
}

TEST_F(SaleApiTest, CannotRemoveAnItemOnceStarted) {
  ASSERT_EQ(put("/v1/sales/d-11", terms).status, 201);
  std::string fewer = terms;
  fewer.replace(fewer.find(R"(,{"sku":"sofa")"), std::string_view(R"(,{"sku":"sofa","price":0})").size(), "");
  const auto response = put("/v1/sales/d-11", fewer);
  EXPECT_EQ(code_of(response), "sale_started") << response.body;
}

TEST_F(SaleApiTest, ThatIsNotThereIsNotFound) { EXPECT_EQ(code_of(get("/v1/sales/d-11")), "sale_not_found"); }

TEST_F(SaleApiTest, TellsWhenItStarts) {
  std::string later = terms;
  later.replace(later.find("2023-11-14T22:13:20Z"), 20, "2023-11-14T22:13:20.100Z");
  ASSERT_EQ(put("/v1/sales/sale", later).status, 201);
  const auto early = place("u", "k");
  EXPECT_EQ(code_of(early), "sale_not_started") << early.body;
  EXPECT_EQ(field(early, "Retry-After"), "1");
  time.ms += 1000;
  EXPECT_EQ(code_of(place("u", "k")), "sale_ended");
}

}  // namespace
}  // namespace doorbuster::net
