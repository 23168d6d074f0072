// Pages of orders, plain and not, as small values.
#include "loadtest/audit/listing.hpp"

#include <gtest/gtest.h>

namespace doorbuster::loadtest {
namespace {

class ListingTest : public testing::Test {
 protected:
  void SetUp() override {
    script.plan.buyers = {"a", "b"};
    script.plan.skus = {{.name = "x", .price = 100}, {.name = "y", .price = 7}};
    script.sale = "s";
    script.currency = "CNY";
  }
  static std::string order(std::string_view id, std::string_view buyer, std::string_view more = "") {
    return R"({"order":")" + std::string(id) + R"(","sale":"s","buyer":")" + std::string(buyer) +
           R"(","status":"paid","items":[{"sku":"s.y","qty":3,"unit_price":7}],"total":21,"currency":"CNY",)"
           R"("created_at":"1970-01-01T00:00:01.000Z","hold_expires_at":"1970-01-01T00:15:00.000Z")" +
           std::string(more) + "}";
  }
  Outcome<NextAfter> read(std::string_view body) { return ListingReader(script).read_page(body, orders); }

  Script script;
  std::vector<ListedOrder> orders;
};

TEST_F(ListingTest, ReadsAPlainPage) {
  const auto next = read(R"({"data":[)" + order("o1", "b") + "," + order("o2", "a") + R"(],"next_after":"o2"})");
  ASSERT_TRUE(next);
  EXPECT_EQ(*next, "o2");
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_EQ(orders[0].order.text(), "o1");
  EXPECT_EQ(orders[0].buyer, 1u);
  EXPECT_EQ(orders[0].status, OrderStatus::paid);
  EXPECT_EQ(orders[0].created_at, 1'000);
  EXPECT_EQ(orders[0].total, 21);
  EXPECT_EQ(orders[0].lines, (PlannedLines{{.sku = 1, .qty = 3}}));
  EXPECT_FALSE(orders[0].has_other_terms);
}

TEST_F(ListingTest, ReadsTheLastPageAndAnEmptyOne) {
  EXPECT_EQ(*read(R"({"data":[)" + order("o1", "b") + R"(],"next_after":null})"), std::nullopt);
  EXPECT_EQ(*read(R"({"data":[],"next_after":null})"), std::nullopt);
  EXPECT_EQ(orders.size(), 1u);
}

TEST_F(ListingTest, ReadsAPageThatIsNotPlainOnceOnly) {
  const auto next = read(R"({"data":[)" + order("o1", "b") + "," + order("o2", "a", R"(,"gift":true)") +
                         R"(], "next_after": "o2"})");
  ASSERT_TRUE(next);
  EXPECT_EQ(*next, "o2");
  EXPECT_EQ(orders.size(), 2u);
}

TEST_F(ListingTest, NotesTermsThatAreNotTheScripts) {
  script.plan.skus[1].price = 8;
  ASSERT_TRUE(read(R"({"data":[)" + order("o1", "stranger") + R"(],"next_after":null})"));
  EXPECT_TRUE(orders[0].has_other_terms);
  EXPECT_EQ(orders[0].buyer, nobody);
  script.plan.skus[1] = {.name = "z", .price = 7};
  ASSERT_TRUE(read(R"({"data":[)" + order("o2", "a") + R"(],"next_after":null})"));
  EXPECT_TRUE(orders[1].has_other_terms);
  EXPECT_TRUE(orders[1].lines.empty());
}

TEST_F(ListingTest, RefusesWhatTheContractDoesNotAllow) {
  EXPECT_FALSE(read("{}"));
  EXPECT_FALSE(read(R"({"data":[)" + order("", "a") + R"(],"next_after":null})"));
  EXPECT_FALSE(read(R"({"data":[)" + order("o1", "a")));
}

}  // namespace
}  // namespace doorbuster::loadtest
