// GET /v1/orders: order, filters, pages.
#include <set>

#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

std::vector<std::string> ids(const std::vector<boost::json::value>& orders) {
  std::vector<std::string> all;
  for (const auto& order : orders) all.push_back(text(order, "order"));
  return all;
}

class OrderListing : public ContractTest {
 protected:
  OrderListing() {
    const auto sku = stocked(100);
    sale_ = opened({.items = {{sku}}});
    other_ = opened({.items = {{sku}}}, "other");
    placed_ = {held(sale_, sku, "a"), paid(sale_, sku, "b"), held(sale_, sku, "a"), paid(sale_, sku, "a"),
               held(sale_, sku, "c")};
    EXPECT_EQ(shop().cancel(placed_[2]).status, 200);
    elsewhere_ = held(other_, sku, "a");
  }

  std::string sale_, other_, elsewhere_;
  std::vector<std::string> placed_;
};

TEST_F(OrderListing, ListsInOrderOfAcceptance) { EXPECT_EQ(ids(shop().orders("sale=" + sale_)), placed_); }

TEST_F(OrderListing, ShowsEachOrderAsItsOwnPageDoes) {
  for (const auto& order : shop().orders("sale=" + sale_)) EXPECT_EQ(order, shop().order(text(order, "order")));
}

TEST_F(OrderListing, FiltersByBuyer) {
  const std::vector<std::string> of_a{placed_[0], placed_[2], placed_[3], elsewhere_};
  EXPECT_EQ(ids(shop().orders("buyer=" + own("a"))), of_a);
}

TEST_F(OrderListing, FiltersByStatus) {
  const auto of = [&](const std::string& status) { return ids(shop().orders("sale=" + sale_ + "&status=" + status)); };
  EXPECT_EQ(of("held"), (std::vector{placed_[0], placed_[4]}));
  EXPECT_EQ(of("paid"), (std::vector{placed_[1], placed_[3]}));
  EXPECT_EQ(of("cancelled"), (std::vector{placed_[2]}));
  EXPECT_TRUE(of("expired").empty());
}

TEST_F(OrderListing, FiltersTogetherNarrow) {
  const auto found = shop().orders("status=paid&buyer=" + own("a") + "&sale=" + sale_);
  EXPECT_EQ(ids(found), (std::vector{placed_[3]}));
}

TEST_F(OrderListing, AllFiltersAreOptional) {
  const auto all = ids(shop().orders(""));
  const std::set<std::string> known(all.begin(), all.end());
  EXPECT_EQ(known.size(), all.size());
  for (const auto& order : placed_) EXPECT_TRUE(known.contains(order));
  EXPECT_TRUE(known.contains(elsewhere_));
}

TEST_F(OrderListing, PagesGoOnWhereTheLastOneEnded) {
  std::vector<std::string> seen;
  std::string after;
  for (;;) {
    const auto target = "/v1/orders?limit=2&sale=" + sale_ + (after.empty() ? "" : "&after=" + after);
    const auto page = shop().get(target).json();
    EXPECT_LE(list(page, "data").size(), 2u);
    for (const auto& order : list(page, "data")) seen.push_back(text(order, "order"));
    if (page.at("next_after").is_null()) break;
    after = text(page, "next_after");
  }
  EXPECT_EQ(seen, placed_);
}

TEST_F(OrderListing, APageThatHoldsAllIsTheLast) {
  const auto page = shop().get("/v1/orders?sale=" + sale_).json();
  EXPECT_EQ(list(page, "data").size(), placed_.size());
  EXPECT_TRUE(page.at("next_after").is_null());
}

TEST_F(OrderListing, WhatMatchesNothingIsAnEmptyPage) {
  const auto page = shop().get("/v1/orders?sale=" + own("none")).json();
  EXPECT_TRUE(list(page, "data").empty());
  EXPECT_TRUE(page.at("next_after").is_null());
}

TEST_F(OrderListing, QueriesMayBePercentEncoded) {
  auto encoded = sale_;
  encoded.replace(encoded.find('-'), 1, "%2D");
  EXPECT_EQ(ids(shop().orders("sale=" + encoded)), placed_);
}

TEST_F(OrderListing, MalformedQueriesAreRefused) {
  for (const auto* query :
       {"limit=0", "limit=1001", "limit=-1", "limit=ten", "limit=", "limit=1.0", "limit=1&limit=2", "status=lost",
        "status=", "sale=", "sale=a%20b", "buyer=%2Fx", "after=nonsense", "colour=red", "sale=%zz"}) {
    EXPECT_TRUE(is_problem(shop().get(std::string("/v1/orders?") + query), 400, "invalid_request")) << query;
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
