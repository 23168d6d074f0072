// SKUs and their stock, as the contract's page on stock has them.
#include "tests/system/contract_test.hpp"

namespace doorbuster::system_tests {
namespace {

class Stock : public ContractTest {
 protected:
  // received = available + held + sold, each as given.
  void expect_books(const std::string& sku, std::int64_t available, std::int64_t held, std::int64_t sold) {
    const auto books = shop().sku(sku);
    EXPECT_EQ(integer(books, "available"), available);
    EXPECT_EQ(integer(books, "held"), held);
    EXPECT_EQ(integer(books, "sold"), sold);
    EXPECT_EQ(integer(books, "received"), available + held + sold);
  }
};

TEST_F(Stock, ANewSkuIsCreatedWithNothingInStock) {
  const auto reply = shop().put_sku(own("lamp"), "Goodnight lamp");
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.field("content-type"), "application/json");
  EXPECT_TRUE(reply.has("x-journal-position"));
  const auto sku = reply.json();
  EXPECT_EQ(text(sku, "sku"), own("lamp"));
  EXPECT_EQ(text(sku, "name"), "Goodnight lamp");
  for (const auto* member : {"received", "available", "held", "sold"}) EXPECT_EQ(integer(sku, member), 0) << member;
  EXPECT_EQ(sku.as_object().size(), 6u);
}

TEST_F(Stock, PuttingASkuAgainChangesItsNameAndNotItsStock) {
  const auto sku = stocked(10);
  const auto reply = shop().put_sku(sku, "Another name");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(text(reply.json(), "name"), "Another name");
  EXPECT_EQ(integer(reply.json(), "available"), 10);
  EXPECT_EQ(text(shop().sku(sku), "name"), "Another name");
}

TEST_F(Stock, AdjustmentsAddUpAndAnswerTheSku) {
  const auto sku = stocked(1000);
  const auto more = shop().adjust_stock(sku, 50, new_key());
  EXPECT_EQ(more.status, 200);
  EXPECT_EQ(integer(more.json(), "received"), 1050);
  const auto less = shop().adjust_stock(sku, -1050, new_key());
  EXPECT_EQ(less.status, 200);
  EXPECT_EQ(integer(less.json(), "received"), 0);
  EXPECT_EQ(less.json(), shop().sku(sku));
}

TEST_F(Stock, NothingCanBeTakenThatIsNotThere) {
  const auto sku = stocked(10);
  expect_refused([&] { return shop().adjust_stock(sku, -11, new_key()); }, 409, "insufficient_stock");
}

TEST_F(Stock, HeldAndSoldUnitsCanNotBeTakenAway) {
  const auto sku = stocked(3);
  const auto sale = opened({.items = {{sku}}});
  (void)held(sale, sku, "one");
  (void)paid(sale, sku, "two");
  expect_refused([&] { return shop().adjust_stock(sku, -2, new_key()); }, 409, "insufficient_stock");
  EXPECT_EQ(shop().adjust_stock(sku, -1, new_key()).status, 200);
  expect_books(sku, 0, 1, 1);
}

TEST_F(Stock, TheBooksFollowAnOrderThroughItsLife) {
  const auto sku = stocked(10);
  const auto sale = opened({.items = {{sku}}});
  expect_books(sku, 10, 0, 0);
  const auto order = held(sale, sku);
  expect_books(sku, 9, 1, 0);
  EXPECT_EQ(shop().pay(order, "p", 19900).status, 200);
  expect_books(sku, 9, 0, 1);
  const auto other = held(sale, sku);
  expect_books(sku, 8, 1, 1);
  EXPECT_EQ(shop().cancel(other).status, 200);
  expect_books(sku, 9, 0, 1);
}

TEST_F(Stock, WhatIsReceivedNeverPassesItsBound) {
  const auto sku = stocked(1'000'000'000'000'000'000);
  expect_refused([&] { return shop().adjust_stock(sku, 1, new_key()); }, 409, "out_of_range");
}

TEST_F(Stock, AnUnknownSkuIsNotFound) {
  expect_refused([&] { return shop().get("/v1/skus/" + own("none")); }, 404, "sku_not_found");
  expect_refused([&] { return shop().adjust_stock(own("none"), 1, new_key()); }, 404, "sku_not_found");
}

TEST_F(Stock, NamesAreTakenInAnyLanguageAndComeBackAsTheyWere) {
  const std::string name = "Gute-Nacht-Lampe „Mond“ \xE5\xA4\x9C\xE7\x81\xAF \xF0\x9F\x92\xA1 \\ \" /";
  EXPECT_EQ(shop().put_sku(own("lamp"), name).status, 201);
  EXPECT_EQ(text(shop().sku(own("lamp")), "name"), name);
}

TEST_F(Stock, IdsTakeEveryCharacterOfTheirAlphabet) {
  const std::string id = own("") + "AZaz09._:-" + std::string(64 - own("").size() - 10, 'x');
  ASSERT_EQ(id.size(), 64u);
  EXPECT_EQ(shop().put_sku(id).status, 201);
  EXPECT_EQ(text(shop().sku(id), "sku"), id);
}

TEST_F(Stock, EveryWriteNamesALaterPositionThanTheOneBefore) {
  std::int64_t last = 0;
  for (int i = 0; i < 5; ++i) {
    const auto put = std::stoll(shop().put_sku(own("lamp"), "name " + std::to_string(i)).field("x-journal-position"));
    EXPECT_GT(put, last);
    last = put;
    const auto adjusted = std::stoll(shop().adjust_stock(own("lamp"), 1, new_key()).field("x-journal-position"));
    EXPECT_GT(adjusted, last);
    last = adjusted;
  }
}

}  // namespace
}  // namespace doorbuster::system_tests
